using System.CommandLine;
using System.CommandLine.Help;
using Npgsql;
using PublicDirectory.Extranet.Keys;

namespace PublicDirectory.Extranet.Commands;

/// <summary>What the operator asks on the command line, instead of serving pages.</summary>
internal sealed class ExtranetCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private const int Interrupted = 130;

    private readonly ParseResult _parsed;
    private IServiceProvider? _services;

    private ExtranetCommand(string[] args)
    {
        Command[] withSettings =
        [
            RenewKeysCommand.Create(Services), CreateAdministratorCommand.Create(Services), DemoAccountsCommand.Create(Services),
            ErasePersonCommand.Create(Services),
        ];
        var root = new RootCommand(
            """
            The extranet of the directory. Without a command it serves pages; see docs/guides/operating.md for its settings.

            Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
            """)
        {
            CreateKeysCommand.Create(),
            BreachedPasswordsCommand.Create(),
        };
        Array.ForEach(withSettings, root.Add);
        _parsed = root.Parse(args);
        NeedsSettings =
            _parsed.Errors.Count == 0 && _parsed.Action is not HelpAction && withSettings.Contains(_parsed.CommandResult.Command);
    }

    /// <summary>Whether it works with the database and the settings of the extranet.</summary>
    public bool NeedsSettings { get; }

    /// <summary>Null when pages are to be served: the command line has options of the host alone.</summary>
    public static ExtranetCommand? Of(string[] args) => args is [[not '-', ..], ..] or ["--help" or "-h" or "-?", ..] ? new(args) : null;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IServiceProvider? services = null)
    {
        _services = services;
        if (_parsed.Errors.Count > 0)
        {
            var errors = _parsed.Errors.Select(error => error.Message).Distinct()
                .Append($"Help: {(_parsed.CommandResult.Command is RootCommand ? "" : $"{_parsed.CommandResult.Command.Name} ")}--help");
            return await TellAsync(string.Join(Environment.NewLine, errors), WrongUsage);
        }

        try
        {
            return await _parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return await TellAsync("Interrupted: what was done is kept, and the command may be given again.", Interrupted);
        }
        catch (Exception e) when (e is CommandRefusedException or KeySettingsException or IOException or UnauthorizedAccessException)
        {
            return await TellAsync(e.Message, Failed);
        }
        catch (NpgsqlException e)
        {
            return await TellAsync(
                $"The database refuses, or cannot be reached: {(e as PostgresException)?.MessageText ?? e.Message}", Failed);
        }
    }

    private IServiceProvider Services() => _services!;

    private static async Task<int> TellAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}

/// <summary>The command may not do what it was asked. The message says why, and what to do.</summary>
internal sealed class CommandRefusedException(string message) : Exception(message);

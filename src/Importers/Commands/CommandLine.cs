using System.CommandLine;
using Npgsql;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Importers.Commands;

/// <summary>What all commands share: options, exit codes, and how failures are told.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;

    /// <summary>Runs the command that <paramref name="args"/> name and turns whatever happens into an exit code.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (UsageHint.For(parsed) is { } hint)
        {
            return Tell(hint, WrongUsage);
        }

        using var telemetry = CommandTelemetry.Begin(parsed.CommandResult.Command.Name);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Rolling back a large transaction takes a moment.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (OperationCanceledException)
        {
            return Tell("Interrupted: nothing was written.", Interrupted);
        }
        catch (Exception e) when (e is ImportRefusedException
            or SourceFileException
            or MigrationException
            or JournalCutException
            or UsageException)
        {
            return Tell(e.Message, e is UsageException ? WrongUsage : Failed);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            return Tell(
                $"The database lacks the directory's tables, or their newest form ({e.MessageText}): run 'migrate' first. Nothing was written.",
                Failed);
        }
        catch (PostgresException e)
        {
            return Tell(
                $"The database refuses: {e.MessageText}{(e.Hint is { } advice ? $" ({advice})" : "")}. Nothing was written.", Failed);
        }
        catch (NpgsqlException e)
        {
            return Tell($"The database cannot be reached: {e.Message}. Nothing was written.", Failed);
        }
#pragma warning disable CA1031 // The last resort of the process: a defect of ours, told whole, with the exit code of a failure.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Tell($"Unexpected failure, nothing was written. Please report it with this text:{Environment.NewLine}{e}", Failed);
        }
    }

    /// <summary>The option that names the database; without it, the environment does.</summary>
    /// <remarks>The variable is no default value of the option: help prints those, and this one may hold a password.</remarks>
    public static Option<string?> DatabaseOption(string variable) => new("--database")
    {
        Description = $"PostgreSQL connection string. Default: the environment variable {variable}.",
        HelpName = "CONNECTION",
    };

    /// <exception cref="UsageException">Neither the option nor the variable is set, or what they say is no connection string.</exception>
    public static string Database(ParseResult parsed, Option<string?> option, string variable)
    {
        var connection = parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(connection))
        {
            throw new UsageException($"No database: set {variable} or pass --database \"Host=…;Database=…;Username=…\".");
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(connection).ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new UsageException(
                $"The database's connection string cannot be read ({e.Message}). Expected: \"Host=…;Database=…;Username=…\".");
        }
    }

    private static int Tell(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}

/// <summary>The command was not given what it needs.</summary>
internal sealed class UsageException(string message) : Exception(message);

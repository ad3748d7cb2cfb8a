using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>What the API was found to serve.</summary>
public enum ApiReading
{
    /// <summary>Nobody said where it is.</summary>
    NotAsked,

    /// <summary>It gave no answer.</summary>
    Silent,

    /// <summary>An older version.</summary>
    NotYet,

    /// <summary>The version asked about, or a later one.</summary>
    Served,
}

/// <summary>Asks the API what it serves, as any of its users would: what pages say of it is measured, never supposed.</summary>
internal sealed class ApiWatch(HttpClient client, IOptions<ShellOptions> shell)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether an entry is served at this version or a later one; asks again for a second before it says that it is not.</summary>
    public async Task<ApiReading> ReadAsync(Guid entryId, int version, CancellationToken cancellationToken)
    {
        if (shell.Value.ApiUrl is not { } api)
        {
            return ApiReading.NotAsked;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var reading = ApiReading.Silent;
        try
        {
            while (true)
            {
                if (await VersionAsync(new Uri(api, "/graphql"), entryId, patience.Token) >= version)
                {
                    return ApiReading.Served;
                }

                reading = ApiReading.NotYet;
                await Task.Delay(Pause, patience.Token);
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return reading;
        }
    }

    private async Task<int> VersionAsync(Uri endpoint, Guid entryId, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{{ administration(id: \"{entryId}\") {{ version }} }}");
        using var answer = await client.PostAsJsonAsync(endpoint, new { query }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
        return json.RootElement.GetProperty("data").GetProperty("administration") is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("version").GetInt32()
            : 0;
    }
}

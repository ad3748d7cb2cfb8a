using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace PublicDirectory.Observability;

/// <summary>
/// Lets out of a span what is listed here and nothing else, whatever a library adds one day: no address, no query string, no name, no text
/// that anyone sent. SQL goes out as it is written, without the values of its parameters.
/// </summary>
internal sealed class SpanTags : BaseProcessor<Activity>
{
    private const string ServerAddress = "server.address"; // of who is asked; of a request that comes in it is the caller's word

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        "http.request.method", "http.response.status_code", "http.route", "http.request.resend_count", "network.protocol.version",
        "url.scheme",
        "error.type", ServerAddress, "server.port",
        "db.system", "db.system.name", "db.namespace", "db.operation.name", "db.query.text", "db.response.status_code",
        "graphql.operation.type", "graphql.document.hash", "graphql.document.known", "graphql.cost", "graphql.error.codes");

    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.TraceStateString = null; // a text of the caller's
    }

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var name in data.TagObjects.Select(tag => tag.Key).ToList())
        {
            if (!Kept.Contains(name) || (name == ServerAddress && data.Kind is ActivityKind.Server))
            {
                data.SetTag(name, null);
            }
        }

        data.SetStatus(data.Status); // without its description
    }
}

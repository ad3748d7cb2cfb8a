using System.Text.Json.Nodes;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Reports;

/// <summary>A document with the block that a report proposes in the place of its own.</summary>
internal static class ProposedBlock
{
    /// <summary>As JSON; null where there is no document, nothing is proposed, or it no longer fits.</summary>
    /// <param name="document">What is published, as canonical JSON.</param>
    /// <param name="report">The report.</param>
    public static byte[]? In(byte[]? document, KeptReport report) =>
        document is null ? null : Of(JsonNode.Parse(document)!.AsObject(), report);

    /// <summary>The same, as a document of its kind.</summary>
    public static EntryDocument? In(EntryDocument document, KeptReport report)
    {
        try
        {
            return In(DocumentJson.Write(document), report) is { } json ? DocumentJson.Read(document.Kind, json) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null; // an import of before a change of the form
        }
    }

    private static byte[]? Of(JsonObject document, KeptReport report)
    {
        if (report is not { Block: { } block, Proposed: { } proposed } || JsonNode.Parse(proposed) is not { } value)
        {
            return null;
        }

        document[block] = value;
        return System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}

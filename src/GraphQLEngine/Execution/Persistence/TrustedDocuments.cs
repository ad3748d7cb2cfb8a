using System.Collections.Frozen;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// The trusted documents, prepared, by hash and by name.
internal sealed class TrustedDocuments
{
    private const string HashPrefix = "sha256:";

    private readonly FrozenDictionary<DocumentHash, PreparedDocument> _byHash;
    private readonly FrozenDictionary<string, PreparedDocument> _byName;

    public TrustedDocuments(ExecutableSchema schema, ExecutorOptions options)
    {
        var byHash = new Dictionary<DocumentHash, PreparedDocument>();
        var byName = new Dictionary<string, PreparedDocument>(StringComparer.Ordinal);
        var errors = new List<(TrustedDocument, GraphQLError)>();
        foreach (var document in options.TrustedDocuments)
        {
            var prepared = PreparedDocument.Prepare(schema, document.Text, options);
            errors.AddRange(prepared.Errors.Select(e => (document, e)));
            byHash[prepared.Hash] = prepared;
            if (!byName.TryAdd(document.Name, prepared))
            {
                errors.Add((document, new GraphQLError($"Two documents are named \"{document.Name}\".", ErrorCodes.BadRequest)));
            }
        }

        if (errors.Count > 0)
        {
            throw new TrustedDocumentException(errors);
        }

        _byHash = byHash.ToFrozenDictionary();
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public PreparedDocument? Find(DocumentHash hash) => _byHash.GetValueOrDefault(hash);

    public PreparedDocument? Find(string id)
    {
        var digits = id.StartsWith(HashPrefix, StringComparison.Ordinal) ? id.AsSpan(HashPrefix.Length) : id;
        return DocumentHash.TryParse(digits, out var hash) && _byHash.TryGetValue(hash, out var byHash)
            ? byHash
            : _byName.GetValueOrDefault(id);
    }
}

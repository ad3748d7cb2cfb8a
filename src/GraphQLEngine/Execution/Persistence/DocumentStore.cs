using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>
/// Finds the document of a request, wherever it is: among the trusted ones, among those that clients left here, among those
/// seen lately, among those refused lately, or in the request itself.
/// </summary>
internal sealed class DocumentStore(ExecutableSchema schema, ExecutorOptions options)
{
    // Errors of refused documents may take this much.
    private const int RefusalBytes = 2 << 20;

    private readonly DocumentCache _known = new(options.CachedDocuments, options.CachedBytes);

    private readonly BoundedCache<DocumentHash> _refused =
        new(options.CachedRefusals, RefusalBytes, EqualityComparer<DocumentHash>.Default);

    private readonly BoundedCache<DocumentHash> _persisted =
        new(options.PersistedDocuments, options.PersistedBytes, EqualityComparer<DocumentHash>.Default);

    private readonly TrustedDocuments _trusted = new(schema, options);

    /// <exception cref="GraphQLException">The request names a document that is not here, or may not send one.</exception>
    public PreparedDocument Find(in GraphQLRequest request, out bool isKnown)
    {
        isKnown = true;
        if (request.DocumentId is { } id)
        {
            return _trusted.Find(id)
                ?? throw new GraphQLException("No trusted document has this identifier.", ErrorCodes.DocumentNotFound);
        }

        if (request.PersistedHash is { } digits)
        {
            return Persisted(request.Query, digits, out isKnown);
        }

        if (options.TrustedDocumentsOnly)
        {
            return _trusted.Find(DocumentHash.Of(request.Query.Span)) ?? throw TrustedOnly();
        }

        return Prepare(request.Query, out isKnown);
    }

    // A plan was added to some document.
    public void Trim()
    {
        _known.Trim();
        _persisted.Trim();
    }

    private PreparedDocument Persisted(ReadOnlyMemory<byte> query, string digits, out bool isKnown)
    {
        isKnown = true;
        if (!DocumentHash.TryParse(digits, out var hash))
        {
            throw new GraphQLException("The hash of the document must be 64 hexadecimal digits.", ErrorCodes.BadRequest);
        }

        if (_trusted.Find(hash) is { } trusted)
        {
            return trusted;
        }

        if (options.TrustedDocumentsOnly)
        {
            throw TrustedOnly();
        }

        if (options.PersistedDocuments <= 0)
        {
            throw new GraphQLException("PersistedQueryNotSupported", ErrorCodes.PersistedQueryNotSupported);
        }

        if (query.IsEmpty)
        {
            // The message is what clients of the convention look for.
            return _persisted.Find(hash)
                ?? throw new GraphQLException("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);
        }

        var document = Prepare(query, out isKnown);
        if (document.Errors.Count == 0 || document.Hash != default)
        {
            if (document.Hash != hash)
            {
                throw new GraphQLException(
                    "The hash given is not the SHA-256 of the document given.", ErrorCodes.PersistedQueryMismatch);
            }

            if (document.Errors.Count == 0 && _persisted.Find(hash) is null)
            {
                _persisted.Add(hash, document);
            }
        }

        return document;
    }

    private PreparedDocument Prepare(ReadOnlyMemory<byte> query, out bool isKnown)
    {
        isKnown = true;
        if (_known.Find(query.Span) is { } known)
        {
            return known;
        }

        if (query.Length > options.Parser.MaxBytes)
        {
            // refused for its length: neither copied nor hashed
            isKnown = false;
            return PreparedDocument.Prepare(schema, query, default, options);
        }

        var hash = DocumentHash.Of(query.Span);
        if (_refused.Find(hash) is { } refused)
        {
            return refused;
        }

        // The caller's memory may be reused; what stays in the cache is a copy.
        isKnown = false;
        var text = query.ToArray();
        var document = PreparedDocument.Prepare(schema, text, hash, options);
        if (document.Errors.Count == 0)
        {
            _known.Add(text, document);
        }
        else
        {
            _refused.Add(hash, document);
        }

        return document;
    }

    private static GraphQLException TrustedOnly() =>
        new("Only documents known beforehand are served here: ask for one by its identifier.", ErrorCodes.TrustedDocumentsOnly);
}

namespace GraphQLEngine.Language;

/// <summary>The values of <c>extensions.code</c>. They are part of the contract: clients branch on them.</summary>
public static class ErrorCodes
{
    /// <summary>The document does not follow the grammar, or is not UTF-8.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The schema itself is wrong: never sent to clients.</summary>
    public const string SchemaInvalid = "SCHEMA_INVALID";

    /// <summary>A variable, an argument or the request itself does not fit.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The operation asked for cannot be chosen or may not run here.</summary>
    public const string OperationResolution = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>The operation may not be sent by this method: one that changes something came where queries alone may.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The request body is not a GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The body holds more requests than allowed, or an array where none is.</summary>
    public const string BatchLimit = "BATCH_LIMIT";

    /// <summary>The document is longer than allowed.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The document has more tokens than allowed.</summary>
    public const string TokenLimit = "TOKEN_LIMIT";

    /// <summary>The document nests deeper than allowed.</summary>
    public const string DepthLimit = "DEPTH_LIMIT";

    /// <summary>The document uses more aliases than allowed, fragments expanded.</summary>
    public const string AliasLimit = "ALIAS_LIMIT";

    /// <summary>The document selects more fields than allowed, fragments expanded.</summary>
    public const string FieldLimit = "FIELD_LIMIT";

    /// <summary>The document has more directives than allowed, at one place or in all.</summary>
    public const string DirectiveLimit = "DIRECTIVE_LIMIT";

    /// <summary>A selection repeats one response name more often than allowed.</summary>
    public const string RepeatedFieldLimit = "REPEATED_FIELD_LIMIT";

    /// <summary>An operation declares more variables than allowed.</summary>
    public const string VariableLimit = "VARIABLE_LIMIT";

    /// <summary>The operation costs more than the request may spend.</summary>
    public const string CostLimit = "COST_LIMIT";

    /// <summary>No document is kept under the hash given: send it with its text.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>Documents are not kept here: send the text each time.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The hash given is not that of the document.</summary>
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH";

    /// <summary>No trusted document has the identifier given.</summary>
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";

    /// <summary>Only documents known beforehand are served, and this is none.</summary>
    public const string TrustedDocumentsOnly = "TRUSTED_DOCUMENTS_ONLY";

    /// <summary>Checking the document takes more work than allowed.</summary>
    public const string ComplexityLimit = "COMPLEXITY_LIMIT";

    /// <summary>The response is larger than allowed.</summary>
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";

    /// <summary>The request took longer than allowed.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>Introspection is not offered by this schema.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>A defect on this side; the details are not for the client.</summary>
    public const string Internal = "INTERNAL";
}

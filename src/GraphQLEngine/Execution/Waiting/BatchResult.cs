namespace GraphQLEngine.Execution;

/// <summary>What a batch resolver gives for one source: a value or an error.</summary>
/// <remarks>Spec (September 2025) §6.4.4, Handling Execution Errors: an error concerns its own item alone.</remarks>
public readonly struct BatchResult<TValue>
{
    /// <summary>A value; null is the response's null.</summary>
    public BatchResult(TValue value) => Value = value;

    /// <summary>
    /// An error: a <see cref="Language.GraphQLException"/> is shown to the client as it is, any other as an internal error.
    /// </summary>
    public BatchResult(Exception error) => (Value, Error) = (default!, error);

    /// <summary>The value; meaningless where there is an error.</summary>
    public TValue Value { get; }

    /// <summary>The error; null when there is a value.</summary>
    public Exception? Error { get; }
}

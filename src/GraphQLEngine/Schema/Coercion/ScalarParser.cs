namespace GraphQLEngine.Schema;

/// <summary>
/// Reads a scalar from a literal or a variable. A value that does not fit is refused by throwing
/// <see cref="Language.GraphQLException"/>, <see cref="FormatException"/>, <see cref="OverflowException"/> or
/// <see cref="ArgumentException"/>; the message is shown to the client.
/// </summary>
public delegate T ScalarParser<out T>(in ScalarInput input);

namespace GraphQLEngine.Language;

/// <summary>The three kinds of operation.</summary>
public enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Writes, one root field after the other, then reads.</summary>
    Mutation,

    /// <summary>Reads again at every event.</summary>
    Subscription,
}

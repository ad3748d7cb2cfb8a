namespace GraphQLEngine.Conformance;

/// <summary>What the resolvers of one request share.</summary>
internal sealed class RunningRequest(string seed, int faults)
{
    public string Seed { get; } = seed;

    public int Faults { get; } = faults;

    /// <summary>What mutations add to: it shows in which order they ran.</summary>
    public long Counter { get; set; }
}

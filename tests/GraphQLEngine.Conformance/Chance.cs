namespace GraphQLEngine.Conformance;

/// <summary>Every decision of a generator. One seed gives one document, on every machine.</summary>
/// <param name="seed">Where the numbers start.</param>
/// <param name="slips">How many mistakes the document may hold.</param>
internal sealed class Chance(int seed, int slips)
{
    // The sequence of a seeded Random is part of its contract.
    private readonly Random _random = new(seed);
    private int _slips = slips;

    public int Below(int bound) => _random.Next(bound);

    public bool OneIn(int n) => _random.Next(n) == 0;

    public bool Percent(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>True where a mistake is to be made here; it is drawn from the budget.</summary>
    public bool Slip(int oneIn = 25)
    {
        if (_slips == 0 || _random.Next(oneIn) != 0)
        {
            return false;
        }

        _slips--;
        return true;
    }
}

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>Tests that look at the entries of the sample and leave them as they are: on one browser and one pair of hosts.</summary>
[CollectionDefinition(Name)]
public sealed class LookingCollection : ICollectionFixture<Chromium>, ICollectionFixture<Hosts>
{
    public const string Name = "Looking";
}

/// <summary>
/// Tests that publish changes of the sample's entries, each of its own: beside the others, on a browser and a pair of hosts of their own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ActingCollection : ICollectionFixture<Chromium>, ICollectionFixture<Hosts>
{
    public const string Name = "Acting";
}

using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Indexes;

namespace PublicDirectory.Core.Tests.Published;

public sealed class SphereTreeTests
{
    [Fact]
    public void Walk_AroundRandomPlaces_MissesNothingWithinTheDistance()
    {
        var random = new Random(11);
        var points = Enumerable.Range(0, 2_000).Select(_ => Anywhere(random)).ToArray();
        var tree = SphereTree.Build([.. Enumerable.Range(0, points.Length)], [.. points.Select(point => new SpherePoint(point))]);
        for (var i = 0; i < 300; i++)
        {
            var (from, radius) = (Anywhere(random), Math.Pow(10, random.Next(0, 8)));
            var visitor = new Collector { MaxChord = SpherePoint.ChordOf(radius), Found = [] };

            tree.Walk(new SpherePoint(from), ref visitor);

            var near = Enumerable.Range(0, points.Length).Where(index => from.DistanceMetresTo(points[index]) <= radius);
            Assert.Subset(visitor.Found.ToHashSet(), near.ToHashSet());
            Assert.Equal(visitor.Found.Count, visitor.Found.Distinct().Count());
            Assert.All(visitor.Found, index => Assert.InRange(from.DistanceMetresTo(points[index]), 0, (radius * 1.001) + 20));
        }
    }

    // Places gather at the poles, the antimeridian and one town, where trees go wrong.
    private static GeoPoint Anywhere(Random random) => random.Next(4) switch
    {
        0 => new GeoPoint(random.Next(2) == 0 ? 90 - random.NextDouble() : random.NextDouble() - 90, (random.NextDouble() * 360) - 180),
        1 => new GeoPoint(random.NextDouble() - 17, random.Next(2) == 0 ? 180 - random.NextDouble() : random.NextDouble() - 180),
        2 => new GeoPoint(45.75, 4.85),
        _ => new GeoPoint((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180),
    };

    private struct Collector : SphereTree.IVisitor
    {
        public required double MaxChord { get; init; }

        public required List<int> Found { get; init; }

        public readonly void Visit(int ordinal, double chordSquared) => Found.Add(ordinal);
    }
}

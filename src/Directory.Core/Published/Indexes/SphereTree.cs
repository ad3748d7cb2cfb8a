using System.Runtime.InteropServices;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// A flat k-d tree over points of the sphere: the root of each part of the array is its middle element, what is on one
/// side of it lies before, the rest after. Walks prune by straight distance; whoever collects measures exactly.
/// </summary>
internal sealed class SphereTree
{
    private const int AxisShift = 30;
    private readonly Node[] _nodes;

    private SphereTree(Node[] nodes) => _nodes = nodes;

    /// <summary>Told of the records near a point, and says how far it is still interested.</summary>
    public interface IVisitor
    {
        /// <summary>The straight distance beyond which nothing matters any more; may only shrink.</summary>
        double MaxChord { get; }

        /// <summary>A record, and the square of its straight distance: as precise as <see cref="SpherePoint.ChordOf"/>.</summary>
        void Visit(int ordinal, double chordSquared);
    }

    public int Count => _nodes.Length;

    public static SphereTree Build(IReadOnlyList<int> ordinals, SpherePoint[] pointByOrdinal)
    {
        var nodes = new Node[ordinals.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new Node(pointByOrdinal[ordinals[i]], ordinals[i]);
        }

        Arrange(nodes);
        return new SphereTree(nodes);
    }

    /// <summary>Visits every record that may lie within the visitor's distance, near ones soon.</summary>
    public void Walk<TVisitor>(SpherePoint from, ref TVisitor visitor)
        where TVisitor : struct, IVisitor, allows ref struct => Walk(_nodes, from, ref visitor);

    private static void Walk<TVisitor>(ReadOnlySpan<Node> nodes, SpherePoint from, ref TVisitor visitor)
        where TVisitor : struct, IVisitor, allows ref struct
    {
        while (nodes.Length > 0)
        {
            var middle = nodes.Length / 2;
            ref readonly var node = ref nodes[middle];
            var (x, y, z) = (from.X - node.X, from.Y - node.Y, from.Z - node.Z);
            var max = visitor.MaxChord;
            var chordSquared = (x * x) + (y * y) + (z * z);
            if (chordSquared <= max * max)
            {
                visitor.Visit(node.Ordinal, chordSquared);
            }

            // The side where the point itself lies comes first: it shrinks the distance before the other is looked at.
            var toPlane = node.Axis switch { 0 => x, 1 => y, _ => z };
            var before = nodes[..middle];
            var after = nodes[(middle + 1)..];
            Walk(toPlane < 0 ? before : after, from, ref visitor);
            if (Math.Abs(toPlane) > visitor.MaxChord)
            {
                return;
            }

            nodes = toPlane < 0 ? after : before;
        }
    }

    private static void Arrange(Span<Node> nodes)
    {
        while (nodes.Length > 1)
        {
            var axis = WidestAxis(nodes);
            var middle = nodes.Length / 2;
            Select(nodes, middle, axis);
            nodes[middle].SetAxis(axis);
            Arrange(nodes[..middle]);
            nodes = nodes[(middle + 1)..];
        }
    }

    private static int WidestAxis(ReadOnlySpan<Node> nodes)
    {
        var (minX, minY, minZ) = (2f, 2f, 2f);
        var (maxX, maxY, maxZ) = (-2f, -2f, -2f);
        foreach (ref readonly var node in nodes)
        {
            (minX, maxX) = (Math.Min(minX, node.X), Math.Max(maxX, node.X));
            (minY, maxY) = (Math.Min(minY, node.Y), Math.Max(maxY, node.Y));
            (minZ, maxZ) = (Math.Min(minZ, node.Z), Math.Max(maxZ, node.Z));
        }

        var (x, y, z) = (maxX - minX, maxY - minY, maxZ - minZ);
        return x >= y && x >= z ? 0 : y >= z ? 1 : 2;
    }

    // Quickselect with the middle of three: afterwards, nothing before the target is above it, nothing after it below.
    private static void Select(Span<Node> nodes, int target, int axis)
    {
        var (low, high) = (0, nodes.Length - 1);
        while (low < high)
        {
            var pivot = Median(nodes[low].On(axis), nodes[(low + high) / 2].On(axis), nodes[high].On(axis));
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (nodes[left].On(axis) < pivot)
                {
                    left++;
                }

                while (nodes[right].On(axis) > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (nodes[left], nodes[right]) = (nodes[right], nodes[left]);
                    left++;
                    right--;
                }
            }

            if (target <= right)
            {
                high = right;
            }
            else if (target >= left)
            {
                low = left;
            }
            else
            {
                return;
            }
        }
    }

    private static float Median(float a, float b, float c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    [StructLayout(LayoutKind.Auto)]
    private struct Node(SpherePoint point, int ordinal)
    {
        public readonly float X = point.X;
        public readonly float Y = point.Y;
        public readonly float Z = point.Z;

        // The axis that splits this part of the tree, above the ordinal's 30 bits.
        private uint _packed = (uint)ordinal;

        public readonly int Ordinal => (int)(_packed & ((1u << AxisShift) - 1));

        public readonly int Axis => (int)(_packed >> AxisShift);

        public readonly float On(int axis) => axis switch { 0 => X, 1 => Y, _ => Z };

        public void SetAxis(int axis) => _packed = (uint)Ordinal | ((uint)axis << AxisShift);
    }
}

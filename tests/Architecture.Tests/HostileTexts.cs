using System.Text;

namespace PublicDirectory.Architecture.Tests;

/// <summary>
/// Texts that a backtracking expression may choke on, made from the expression itself: something that leads to one of its loops, then
/// what the loop takes again and again, then a sign that fits nowhere.
/// </summary>
/// <remarks>
/// Reads the part of the syntax that our expressions use; lookarounds are walked past, since what they ask is seldom met.
/// </remarks>
internal sealed class HostileTexts
{
    private readonly Random _random;
    private readonly string _pattern;
    private readonly List<Node> _loops = [];
    private int _position;

    private HostileTexts(string pattern, int seed)
    {
        (_pattern, _random) = (pattern, new Random(seed));
    }

    private enum Kind { Literal, Sequence, Choice, Loop, Nothing }

    /// <param name="pattern">The expression.</param>
    /// <param name="length">About how many characters are repeated.</param>
    /// <param name="samples">How many different repeats are tried for each loop.</param>
    public static IEnumerable<string> Of(string pattern, int length, int samples)
    {
        var reader = new HostileTexts(pattern, 17);
        var root = reader.Alternatives();
        if (reader._position != pattern.Length)
        {
            throw new FormatException($"The expression is not understood from its character {reader._position}: {pattern}");
        }

        foreach (var loop in reader._loops)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                var text = new StringBuilder();
                reader.Write(root, loop, length, text);
                yield return text + "\u0001";
                yield return text.ToString();
            }
        }

        // What any field may hold, whatever the expression.
        foreach (var piece in new[] { " ", "a", "0", "1 ", "-", "(", "é", "\n", "a@", ".a", "0 1-", "tel.", ", et ", "le lundi " })
        {
            yield return string.Concat(Enumerable.Repeat(piece, length / piece.Length)) + "\u0001";
        }
    }

    private Node Alternatives()
    {
        List<Node> choices = [Sequence()];
        while (_position < _pattern.Length && _pattern[_position] == '|')
        {
            _position++;
            choices.Add(Sequence());
        }

        return choices.Count == 1 ? choices[0] : new Node(Kind.Choice, choices);
    }

    private Node Sequence()
    {
        List<Node> items = [];
        while (_position < _pattern.Length && _pattern[_position] is not ('|' or ')'))
        {
            items.Add(Quantified(Atom()));
        }

        return new Node(Kind.Sequence, items);
    }

    private Node Quantified(Node atom)
    {
        var sign = _position < _pattern.Length ? _pattern[_position] : '\0';
        var (low, high) = sign switch
        {
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            '?' => (0, 1),
            '{' => Counts(),
            _ => (-1, 0),
        };
        if (low < 0)
        {
            return atom;
        }

        _position = sign == '{' ? _pattern.IndexOf('}', _position) + 1 : _position + 1;
        if (_position < _pattern.Length && _pattern[_position] == '?')
        {
            _position++;
        }

        var loop = new Node(Kind.Loop, [atom]) { Low = low, High = high };
        if (high > 1)
        {
            _loops.Add(loop);
        }

        return loop;
    }

    private (int Low, int High) Counts()
    {
        var counts = _pattern[(_position + 1).._pattern.IndexOf('}', _position)].Split(',');
        var low = int.Parse(counts[0], System.Globalization.CultureInfo.InvariantCulture);
        return (
            low, counts.Length == 1
                ? low
                : counts[1].Length == 0 ? int.MaxValue : int.Parse(counts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private Node Atom()
    {
        switch (_pattern[_position])
        {
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\':
                _position += 2;
                return Escape(_pattern[_position - 1]);
            case '^' or '$':
                _position++;
                return Node.Empty;
            case '.':
                _position++;
                return Node.OneOf("a 0é.");
            default:
                return Node.OneOf(_pattern[_position++].ToString());
        }
    }

    private Node Group()
    {
        var isLook = false;
        _position++;
        if (_pattern[_position] == '?')
        {
            _position++;
            if (_pattern[_position] == ':')
            {
                _position++;
            }
            else if (_pattern[_position] is '=' or '!' || (_pattern[_position] == '<' && _pattern[_position + 1] is '=' or '!'))
            {
                isLook = true;
                _position += _pattern[_position] == '<' ? 2 : 1;
            }
            else
            {
                _position = _pattern.IndexOf('>', _position) + 1;
            }
        }

        var inside = Alternatives();
        _position++;
        return isLook ? Node.Empty : inside;
    }

    private Node Class()
    {
        _position++;
        var negated = _pattern[_position] == '^';
        _position += negated ? 1 : 0;
        var signs = new StringBuilder();
        for (var first = true; first || _pattern[_position] != ']'; first = false)
        {
            if (_pattern[_position] == '\\')
            {
                _position += 2;
                signs.Append(Escape(_pattern[_position - 1]).Signs);
            }
            else
            {
                signs.Append(_pattern[_position++]);
            }
        }

        _position++;
        return negated
            ? Node.OneOf(new string([.. "a 0é-x".Where(sign => !signs.ToString().Contains(sign, StringComparison.Ordinal))]))
            : Node.OneOf(signs.ToString());
    }

    private Node Escape(char letter)
    {
        switch (letter)
        {
            case 'd': return Node.OneOf("012");
            case 's': return Node.OneOf(" \n");
            case 'S': return Node.OneOf("a0.@");
            case 'w': return Node.OneOf("ae0");
            case 'W': return Node.OneOf(" .-");
            case 'b' or 'z' or 'Z' or 'A': return Node.Empty;
            case 'p':
                _position = _pattern.IndexOf('}', _position) + 1;
                return Node.OneOf("aé");
            case 'u':
                _position += 4;
                return Node.OneOf(((char)Convert.ToInt32(_pattern.Substring(_position - 4, 4), 16)).ToString());
            case 'n': return Node.OneOf("\n");
            case 'r': return Node.OneOf("\r");
            case 't': return Node.OneOf("\t");
            default: return Node.OneOf(letter.ToString());
        }
    }

    private void Write(Node node, Node pumped, int length, StringBuilder text)
    {
        switch (node.Kind)
        {
            case Kind.Literal:
                text.Append(node.Signs.Length == 0 ? "a" : node.Signs[_random.Next(node.Signs.Length)]);
                break;
            case Kind.Sequence:
                node.Items.ForEach(item => Write(item, pumped, length, text));
                break;
            case Kind.Choice:
                Write(node.Items.Find(item => item.Holds(pumped)) ?? node.Items[_random.Next(node.Items.Count)], pumped, length, text);
                break;
            case Kind.Loop when ReferenceEquals(node, pumped):
                var once = new StringBuilder();
                Write(node.Items[0], pumped, 1, once);
                for (var written = 0; written < length && once.Length > 0; written += once.Length)
                {
                    text.Append(once);
                }

                break;
            case Kind.Loop:
                var times = node.Holds(pumped) ? Math.Max(1, node.Low) : node.Low + _random.Next(node.High > node.Low ? 2 : 1);
                for (var i = 0; i < times; i++)
                {
                    Write(node.Items[0], pumped, length, text);
                }

                break;
        }
    }

    private sealed record Node(Kind Kind, List<Node> Items)
    {
        public static readonly Node Empty = new(Kind.Nothing, []);

        public string Signs { get; private init; } = "";

        public int Low { get; init; }

        public int High { get; init; }

        public static Node OneOf(string signs) => new(Kind.Literal, []) { Signs = signs };

        public bool Holds(Node other) => ReferenceEquals(this, other) || Items.Exists(item => item.Holds(other));
    }
}

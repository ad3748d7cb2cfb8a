using PublicDirectory.Core.Search.Indexing;

namespace PublicDirectory.Core.Tests.Search;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Near_OfAnyWord_IsThatOfComparingAll(int maxEdits)
    {
        var random = new Random(maxEdits);
        for (var round = 0; round < 60; round++)
        {
            var words = Enumerable.Range(0, 200).Select(_ => RandomWord(random)).Distinct().Order(StringComparer.Ordinal).ToArray();
            var vocabulary = Build(words);
            var wanted = RandomWord(random);

            var found = Near(vocabulary, wanted, maxEdits, isBeginning: false);

            var expected = words.Select(word => (Word: word, Edits: Distance(word, wanted))).Where(item => item.Edits <= maxEdits);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void NearByOne_OfAnyWord_IsThatOfComparingAll()
    {
        var random = new Random(4);
        for (var round = 0; round < 60; round++)
        {
            var words = Enumerable.Range(0, 200).Select(_ => RandomWord(random)).Distinct().Order(StringComparer.Ordinal).ToArray();
            var vocabulary = Build(words);
            var wanted = RandomWord(random);
            var found = new List<(int Word, int Edits)>();

            vocabulary.NearByOne(wanted, found);

            Assert.Equal(
                Near(vocabulary, wanted, 1, isBeginning: false), found.Select(item => (vocabulary[item.Word], item.Edits)).Order());
        }
    }

    [Fact]
    public void Near_OfABeginning_IsThatOfComparingEachBeginning()
    {
        var random = new Random(3);
        for (var round = 0; round < 60; round++)
        {
            var words = Enumerable.Range(0, 200).Select(_ => RandomWord(random)).Distinct().Order(StringComparer.Ordinal).ToArray();
            var wanted = RandomWord(random)[..3];

            var found = Near(Build(words), wanted, 1, isBeginning: true);

            var expected = words
                .Select(word => (Word: word, Edits: Enumerable.Range(0, word.Length + 1).Min(length => Distance(word[..length], wanted))))
                .Where(item => item.Edits <= 1);
            Assert.Equal(expected, found);
        }
    }

    [Theory]
    [InlineData("ca", "ca cab caf")]
    [InlineData("cab", "cab")]
    [InlineData("d", "")]
    [InlineData("", "a ca cab caf")]
    public void Beginning_OfWords_IsThoseThatStartSo(string beginning, string expected)
    {
        var vocabulary = Build(["a", "ca", "cab", "caf"]);
        var (start, length) = vocabulary.Beginning(beginning).GetOffsetAndLength(vocabulary.Count);

        Assert.Equal(expected, string.Join(' ', Enumerable.Range(start, length).Select(word => vocabulary[word])));
    }

    private static Vocabulary Build(string[] words)
    {
        var builder = new VocabularyBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            builder.Add(words[i], i);
        }

        return builder.Build();
    }

    private static List<(string Word, int Edits)> Near(Vocabulary vocabulary, string wanted, int maxEdits, bool isBeginning)
    {
        var found = new List<(int Word, int Edits)>();
        vocabulary.Near(wanted, maxEdits, isBeginning, Range.All, found);
        return found.ConvertAll(item => (vocabulary[item.Word], item.Edits));
    }

    // Few letters, so that many words are near each other.
    private static string RandomWord(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(3, 8)).Select(_ => (char)('a' + random.Next(3))));

    // The whole table, as the definition has it.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}

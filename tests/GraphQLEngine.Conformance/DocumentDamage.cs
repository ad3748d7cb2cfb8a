using System.Text;

namespace GraphQLEngine.Conformance;

/// <summary>Damages documents: characters inserted, deleted, doubled, exchanged, and bytes flipped.</summary>
internal static class DocumentDamage
{
    private static readonly string[] Inserts =
    [
        "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", "\\", "$", "!", "@", "...", "..", ".", ":", "=", "|", "&", ",", "#", "\r", "\n",
        "\u0000", "\u0007", "\uFEFF", "\u00A0", "\u2028", "é", "😀", "\u007f", "0", "01", "-", "-01", "1.", "1.e5", "1e", "1e+", ".5",
        "1.5x",
        "1x", "0x1F", "1_000", "+1", "- 1", "00", "-0", "1.2.3", "1e5.5", "\"\\u{}\"", "\"\\u{1F600}\"", "\"\\u{110000}\"",
        "\"\\u{D800}\"", "\"\\uD83D\\uDE00\"", "\"\\uD83D\"", "\"\\uDE00\"", "\"\\uD83D\\u0041\"", "\"\\u12G4\"", "\"\\x\"",
        "\"\\u{000000000041}\"",
        "\"\\u{00000041}\"", "\"\\u{41\"", "\"\\u004\"", "\"\"\"\\\"\"\"", "\"\"\"\"", "\"\"\"\"\"\"", "\"\"\"\"\"\"\"", "\"\n\"",
        "\"a\tb\"", "\"\u0000\"",
        "on", "fragment", "fragment on on on", "query", "true", "null", "extend", "extend type A", "type A", "schema", "subscription", "{}",
        "()", "[]",
        "\"d\" {a}", "\"d\" query", "\"d\" extend type A @b", "query ($a: Int = $b) {a}", "query ($a: [Int) {a}", "query ($a: Int!!) {a}",
        "{a(b: {c: $d e: [$f]})}",
        "interface I implements & A & B { a: Int }", "union U = | A | B", "union U =", "enum E { true }", "enum E { A B }",
        "input I { a: Int = 1 @d }",
        "directive @d(a: Int) repeatable on | FIELD", "directive @d on WRONG", "directive @d on", "scalar S @d(a: $b)", "extend scalar S",
        "extend schema",
        "extend schema @a", "type T implements A B { a: Int }", "type T { }", "type T", "schema { query: A }", "schema { other: A }",
        "type T { \"d\" a(\"d\" b: Int = 1): [Int!]! }",
        "query @a(b: $c) {a}", "subscription S {a}", "mutation ($a: Int @b(c: $d)) {a}", "fragment F($a: Int) on A {a}", "{a: b: c}",
        "{...on}", "{... on A @b {c}}", "{...}", "{... @a}", "{a @}",
    ];

    public static byte[] Damage(string document, Chance chance)
    {
        var text = new StringBuilder(document);
        for (var times = 1 + chance.Below(3); times > 0; times--)
        {
            Once(text, chance);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (bytes.Length > 0 && chance.OneIn(5))
        {
            bytes[chance.Below(bytes.Length)] ^= (byte)(1 << chance.Below(8));
        }

        return bytes;
    }

    private static void Once(StringBuilder text, Chance chance)
    {
        if (text.Length == 0)
        {
            text.Append(chance.Pick(Inserts));
            return;
        }

        var at = chance.Below(text.Length);
        var length = Math.Min(1 + chance.Below(chance.OneIn(3) ? 40 : 3), text.Length - at);
        switch (chance.Below(8))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, text.ToString(at, length));
                break;
            case 2:
                text.Length = at;
                break;
            case 3:
                text[at] = (char)chance.Below(128);
                break;
            case 4:
                text.Insert(0, chance.Pick(Inserts) + " ");
                break;
            case 5:
                text.Append(chance.Pick(Inserts));
                break;
            default:
                text.Insert(at, chance.Pick(Inserts));
                break;
        }
    }
}

using System.Text;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Language;

public class ParserTests
{
    [Theory]
    [InlineData("", 1, 1, "expected a definition, found the end of the document")]
    [InlineData("{", 1, 2, "expected a field, \"...\" or \"}\", found the end of the document")]
    [InlineData("{ a }\n\n  query", 3, 8, "expected \"{\", found the end of the document")]
    [InlineData("{ }", 1, 3, "expected a field, \"...\" or \"}\", found \"}\"")]
    [InlineData("{ a(b: ) }", 1, 8, "expected a value, found \")\"")]
    [InlineData("{ a() }", 1, 5, "expected an argument's name, found \")\"")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "expected a value without variables, found \"$\"")]
    [InlineData("query ($a: [Int) { a }", 1, 16, "expected \"]\", found \")\"")]
    [InlineData("query ($a: Int!!) { a }", 1, 16, "expected a variable such as \"$name\", found \"!\"")]
    [InlineData("fragment on on A { a }", 1, 10, "expected a fragment name other than \"on\", found \"on\"")]
    [InlineData("{ ...on }", 1, 9, "expected a type's name, found \"}\"")]
    [InlineData("\"d\" { a }", 1, 5, "expected a definition (the short form of a query takes no description), found \"{\"")]
    [InlineData("\"d\" extend type A { b: C }", 1, 5, "expected a definition (an extension takes no description), found \"extend\"")]
    [InlineData("extend type A", 1, 14, "expected something that the extension adds, found the end of the document")]
    [InlineData("type A { }", 1, 10, "expected a field's name, found \"}\"")]
    [InlineData("enum A { true }", 1, 10, "expected an enum value other than true, false and null, found \"true\"")]
    [InlineData("directive @a on NOWHERE", 1, 17, "expected a directive location such as FIELD_DEFINITION, found \"NOWHERE\"")]
    [InlineData("{ a(b: 01) }", 1, 9, "a number cannot start with 0 followed by a digit")]
    [InlineData("{ a(b: 1.) }", 1, 10, "expected a digit, found the character \")\"")]
    [InlineData("{ a(b: 1x) }", 1, 9, "a number cannot be followed by the character \"x\"")]
    [InlineData("{ a(b: 1.2.3) }", 1, 11, "a number cannot be followed by the character \".\"")]
    [InlineData("{ a(b: -) }", 1, 9, "expected a digit, found the character \")\"")]
    [InlineData("{ a..b }", 1, 4, "expected \"...\", found \".\"")]
    [InlineData("{ é }", 1, 3, "the character \"é\" cannot start anything here")]
    [InlineData("{ a(b: \"éé\" ?) }", 1, 13, "the character \"?\" cannot start anything here")]
    [InlineData("{ a(b: \"x\ny\") }", 1, 10, "a string must end on the line where it starts")]
    [InlineData("{ a(b: \"\\q\") }", 1, 9, "an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX \\u{X…}")]
    [InlineData("{ a(b: \"\\u12\") }", 1, 9, "\\u needs four hexadecimal digits, or digits between braces")]
    [InlineData("{ a(b: \"\\uD83D\") }", 1, 9, "\\uD83D is half of a surrogate pair and stands alone")]
    [InlineData("{ a(b: \"\\uDE00\") }", 1, 9, "\\uDE00 is half of a surrogate pair and stands alone")]
    [InlineData("{ a(b: \"\\u{D83D}\") }", 1, 9, "\\u{D83D} is not a Unicode character")]
    [InlineData("{ a(b: \"\\u{110000}\") }", 1, 9, "\\u{110000} is not a Unicode character")]
    [InlineData("{ a(b: \"\\u{}\") }", 1, 9, "\\u{ needs hexadecimal digits and a closing brace")]
    [InlineData("{ a(b: \"\"\"x) }", 1, 15, "a block string has no closing \"\"\"")]
    public void Parse_DamagedText_SaysWhatAndWhere(string text, int line, int column, string problem)
    {
        var error = Assert.Throws<SyntaxException>(() => GraphQLParser.Parse(text));

        Assert.Equal($"Syntax error: {problem}.", error.Message);
        Assert.Equal(new SourceLocation(line, column), error.Location);
        Assert.Equal(ErrorCodes.ParseFailed, error.Code);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\tb\\u00e9\\u{1F600}\\uD83D\\uDE00é😀\"", "a\tbé😀😀é😀")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\"", "\"\\/\b\f\n\r")]
    [InlineData("\"\\u{0000000041}\"", "A")] // any number of digits
    [InlineData("\"\"\"\n    first\n      second\r\n\n    third\n  \"\"\"", "first\n  second\n\nthird")]
    [InlineData("\"\"\"  one line  \"\"\"", "  one line  ")]
    [InlineData("\"\"\"a \\\"\"\" b \\n\"\"\"", "a \"\"\" b \\n")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"\n \t \n\"\"\"", "")]
    public void Parse_Strings_ResolvesEscapesAndIndentation(string literal, string expected)
    {
        var document = GraphQLParser.Parse($"{{ a(b: {literal}) }}");

        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        Assert.Equal(expected, ((StringValueNode)field.Arguments[0].Value).Value);
    }

    [Fact]
    public void Parse_OperationsOfSeptember2025_KeepsDescriptionsAndDirectives()
    {
        var document = GraphQLParser.Parse(
            """
            "What it asks." query Q("How many." $n: Int = 1 @many, $l: [ID!]! = []) @onQuery { a: b(c: $n) @once ...F ... @skip(if: true) { d } ... on T { e } }
            "A part." fragment F on T @x { f }
            """);

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        var fragment = Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]);
        Assert.Equal("What it asks.", operation.Description);
        Assert.Equal("How many.", operation.VariableDefinitions[0].Description);
        Assert.Equal("many", operation.VariableDefinitions[0].Directives[0].Name);
        Assert.Equal(4, operation.SelectionSet.Selections.Count);
        Assert.Equal("a", ((FieldNode)operation.SelectionSet.Selections[0]).ResponseName);
        Assert.Equal("A part.", fragment.Description);
        Assert.Equal(new SourceLocation(2, 11), fragment.Location);
    }

    [Fact]
    public void Parse_ByteOrderMarkCommentsAndLineEndings_CountsLinesAndColumns()
    {
        var document = GraphQLParser.Parse("\uFEFF# é\r\n{\r a,, b # \"\n\tç: c }".Replace("ç", "z", StringComparison.Ordinal));

        var selections = ((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections;
        Assert.Equal([new(3, 2), new(3, 6), new(4, 2)], selections.Select(s => s.Location));
    }

    [Fact]
    public void Parse_TextThatIsNotUtf8_SaysAtWhichByte()
    {
        byte[] text = [.. "{ a }\n# "u8, 0xC3, 0x28];

        var error = Assert.Throws<SyntaxException>(() => GraphQLParser.Parse(text));

        Assert.Equal("Syntax error: the text is not valid UTF-8 at byte 8.", error.Message);
        Assert.Equal(new SourceLocation(2, 3), error.Location);
    }

    [Theory]
    [InlineData("{ a b c }", 5, null)]
    [InlineData("{ a b c }", 4, ErrorCodes.TokenLimit)]
    public void Parse_MoreTokensThanAllowed_Stops(string text, int maxTokens, string? code) =>
        Assert.Equal(code, Code(text, new ParserOptions { MaxTokens = maxTokens }));

    [Theory]
    [InlineData("{ a { b { c } } }", 3, null)]
    [InlineData("{ a { b { c } } }", 2, ErrorCodes.DepthLimit)]
    [InlineData("{ a(b: [[{ c: 1 }]]) }", 4, null)]
    [InlineData("{ a(b: [[{ c: 1 }]]) }", 3, ErrorCodes.DepthLimit)]
    [InlineData("query ($a: [[Int]]) { a }", 2, null)]
    [InlineData("query ($a: [[Int]]) { a }", 1, ErrorCodes.DepthLimit)]
    public void Parse_NestingDeeperThanAllowed_Stops(string text, int maxDepth, string? code) =>
        Assert.Equal(code, Code(text, new ParserOptions { MaxDepth = maxDepth }));

    [Fact]
    public void Parse_LongerThanAllowed_IsRefusedUnread() =>
        Assert.Equal(ErrorCodes.DocumentTooLarge, Code("((((((((", new ParserOptions { MaxBytes = 7 }));

    [Theory]
    [InlineData("{a")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("query($a:[")]
    public void Parse_NestingWithoutEnd_NeverExhaustsTheStack(string piece)
    {
        var text = piece + string.Concat(Enumerable.Repeat(piece[^1] is ':' ? "{c:" : piece[^1] is 'a' ? "{a" : "[", 4000));

        Assert.Equal(ErrorCodes.DepthLimit, Code(text, ParserOptions.Default));
    }

    [Fact]
    public void Excerpt_OfALocation_PutsTheCaretUnderIt()
    {
        var source = new SourceText(Encoding.UTF8.GetBytes("type A {\n\té: Nope\n}"), "s");

        Assert.Equal("    2 |  é: Nope\n            ^", source.Excerpt(new SourceLocation(2, 5)));
    }

    private static string? Code(string text, ParserOptions options) =>
        Record.Exception(() => GraphQLParser.Parse(text, options)) is SyntaxException e ? e.Code : null;
}

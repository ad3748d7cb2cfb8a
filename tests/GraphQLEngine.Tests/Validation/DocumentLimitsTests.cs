using System.Text;
using GraphQLEngine.Language;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Tests.Validation;

public class DocumentLimitsTests
{
    [Theory]
    [InlineData(3, "{ office { parent { name } } }", null)]
    [InlineData(2, "{ office { parent { name } } }", "The operation is 3 levels deep; at most 2 are allowed. [1:1] DEPTH_LIMIT")]
    [InlineData(
        2, "query Q { ...F } fragment F on Query { office { ...G } } fragment G on Office { parent { id } }",
        "The operation \"Q\" is 3 levels deep; at most 2 are allowed. [1:1] DEPTH_LIMIT")]
    [InlineData(2, "{ __schema { types { fields { name } } } }", null)] // introspection has its own depth
    public void Depth_WithFragments_IsBounded(int maxDepth, string query, string? expected) =>
        Assert.Equal(expected, Single(query, new ValidationOptions { MaxDepth = maxDepth }));

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, "The operation is 2 levels of introspection deep; at most 1 are allowed. [1:1] DEPTH_LIMIT")]
    public void IntrospectionDepth_ByItself_IsBounded(int maxDepth, string? expected) =>
        Assert.Equal(
            expected, Single("{ __schema { types { name } } }", new ValidationOptions { MaxIntrospectionDepth = maxDepth }));

    [Fact]
    public void IntrospectionLists_InsideEachOther_AreBounded()
    {
        const string query = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";

        Assert.Equal("The operation is 4 lists of introspection deep; at most 3 are allowed. [1:1] DEPTH_LIMIT", Single(query, new()));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, "The operation is 3 fields large; at most 2 are allowed. [1:1] FIELD_LIMIT")]
    public void Fields_WithFragments_AreBounded(int maxFields, string? expected) =>
        Assert.Equal(
            expected, Single("{ office { ...F ...F } } fragment F on Office { id }", new ValidationOptions { MaxFields = maxFields }));

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, "The operation is 2 aliases large; at most 1 are allowed. [1:1] ALIAS_LIMIT")]
    public void Aliases_OfTheWholeOperation_AreBounded(int maxAliases, string? expected) =>
        Assert.Equal(expected, Single("{ a: office { b: id } }", new ValidationOptions { MaxAliases = maxAliases }));

    [Fact]
    public void Fragments_ThatDoubleAtEachLevel_AreRefusedWithoutExpandingThem()
    {
        var text = new StringBuilder("{ office { ...F0 } }");
        for (var i = 0; i < 60; i++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $" fragment F{i} on Office {{ ...F{i + 1} a{i}: parent {{ ...F{i + 1} }} }}");
        }

        text.Append(" fragment F60 on Office { id }");
        var errors = DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(text.ToString()));

        Assert.Equal([ErrorCodes.DepthLimit, ErrorCodes.FieldLimit, ErrorCodes.AliasLimit], errors.Select(e => e.Code));
        Assert.Contains("very many fields", errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fragments_InALongChain_AreRefusedWithoutExhaustingTheStack()
    {
        var text = new StringBuilder("{ office { ...F0 } }");
        for (var i = 0; i < 1500; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{i} on Office {{ ...F{i + 1} }}");
        }

        text.Append(" fragment F1500 on Office { id }");

        Assert.Equal(ErrorCodes.DepthLimit, DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(text.ToString()))[0].Code);
    }

    [Fact]
    public void Errors_WithoutEnd_StopAtTheBound()
    {
        var query = $"{{ {string.Concat(Enumerable.Range(0, 500).Select(i => $"x{i} "))} }}";

        Assert.Equal(50, DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(query)).Count);
    }

    [Theory]
    [InlineData("{ office @many @many { id } }", null, 0)]
    [InlineData("{ office @many @many @many { id } }", ErrorCodes.DirectiveLimit, 3)] // at one place
    [InlineData("{ a: office @many @many { id @many @many } }", null, 0)]
    [InlineData("query ($a: Int @many) { a: office @many @many { id @many ...F @many } } fragment F on Office @many { id }", ErrorCodes.DirectiveLimit, 6)] // in all
    [InlineData("{ office { id id id ... { id } } }", ErrorCodes.RepeatedFieldLimit, 4)]
    [InlineData("{ office { id id ... { id } parent { id id } } }", null, 0)]
    [InlineData("{ office { a: id id a: id ... { a: id a: id } } }", ErrorCodes.RepeatedFieldLimit, 4)]
    [InlineData("query ($a: ID, $b: ID) { a: office(id: $a) { id } b: office(id: $b) { id } }", null, 0)]
    [InlineData("query ($a: ID, $b: ID, $c: ID) { a: office(id: $a) { id } }", ErrorCodes.VariableLimit, 3)]
    public void WhatIsWritten_BeyondABound_IsRefusedForThatAlone(string query, string? code, int actual)
    {
        var options = new ValidationOptions { MaxDirectivesPerLocation = 2, MaxDirectives = 5, MaxRepeatedFields = 3, MaxVariables = 2 };

        var errors = DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(query), options);

        if (code is null)
        {
            Assert.DoesNotContain(errors, e => e.Code.EndsWith("_LIMIT", StringComparison.Ordinal));
            return;
        }

        var error = Assert.Single(errors);
        Assert.Equal(code, error.Code);
        Assert.Equal((long)actual, error.Extensions!["actual"]);
        Assert.Contains("are allowed. ", error.Message, StringComparison.Ordinal); // then how to stay under it
    }

    [Theory]
    [InlineData("{ office @many(n: 1) { id } }", 5, ErrorCodes.TokenLimit)]
    [InlineData("{ office { parent { parent { id } } } }", 0, ErrorCodes.DepthLimit)]
    [InlineData("{ office { name } } # a comment that makes it long", 0, ErrorCodes.DocumentTooLarge)]
    public void Text_BeyondABound_SaysTheBoundAndHowToStayUnderIt(string query, int maxTokens, string code)
    {
        var options = new ParserOptions { MaxTokens = maxTokens == 0 ? 100 : maxTokens, MaxDepth = 3, MaxBytes = 40 };

        var error = Assert.Throws<SyntaxException>(() => GraphQLParser.Parse(query, options)).ToError();

        Assert.Equal(code, error.Code);
        Assert.True(error.Extensions!.ContainsKey("limit"));
        Assert.Matches(@"\. [A-Z][^.]+\.$", error.Message);
    }

    [Fact]
    public void FiftyThousandDirectives_AreRefusedBeforeTheyAreChecked()
    {
        var query = $"{{ office {string.Concat(Enumerable.Repeat("@x", 50_000))} {{ id }} }}";
        var options = new ParserOptions { MaxTokens = 1_000_000 };

        var error = Assert.Single(DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(query, options)));

        Assert.Equal(ErrorCodes.DirectiveLimit, error.Code);
    }

    // the first sentence; the next says how to stay under the bound
    private static string? Single(string query, ValidationOptions options)
    {
        if (DocumentValidator.Validate(Check.Schema, GraphQLParser.Parse(query), options) is not [var error])
        {
            return null;
        }

        Assert.Equal(["actual", "limit"], error.Extensions!.Keys);
        var text = Check.Describe(error);
        return $"{text[..(text.IndexOf(" allowed.", StringComparison.Ordinal) + 9)]} {text[text.LastIndexOf('[')..]} {error.Code}";
    }
}

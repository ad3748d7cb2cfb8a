namespace GraphQLEngine.Schema;

/// <summary>What every schema has without writing it.</summary>
/// <remarks>Spec (September 2025) §3.5, §3.13.1 to §3.13.5 and §4.2, Schema Introspection.</remarks>
internal static class BuiltInDefinitions
{
    // __MetaFields is only a place to write the two fields that the query type gains.
    public const string Sdl = """"
        "A whole number of 32 bits."
        scalar Int
        "A number of 64 bits, as IEEE 754 has them."
        scalar Float
        "A text in Unicode."
        scalar String
        "True or false."
        scalar Boolean
        "An identifier: a text that has no meaning of its own."
        scalar ID

        "Leaves the selection out when the condition is false."
        directive @include("The condition." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Leaves the selection out when the condition is true."
        directive @skip("The condition." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks what should no longer be used."
        directive @deprecated("Why, and what to use instead, in Markdown." reason: String! = "No longer supported")
          on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Says where the format of a scalar is described."
        directive @specifiedBy("The address of the description." url: String!) on SCALAR
        "Asks for exactly one field of an input object, and not as null."
        directive @oneOf on INPUT_OBJECT

        "What the schema offers."
        type __Schema {
          description: String
          types: [__Type!]!
          queryType: __Type!
          mutationType: __Type
          subscriptionType: __Type
          directives: [__Directive!]!
        }
        "A type of the schema; its kind says which fields apply, the others are null."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }
        "The kinds of type."
        enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
        "A field of an object or interface type."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }
        "An argument or an input field."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default, written as a GraphQL literal."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }
        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }
        "A directive that documents or the schema may use."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }
        "Where a directive may stand."
        enum __DirectiveLocation {
          QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
          SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }
        type __MetaFields {
          "The name of the object type."
          __typename: String!
          "The schema itself."
          __schema: __Schema!
          "A type of the schema by its name."
          __type(name: String!): __Type
        }
        """";
}

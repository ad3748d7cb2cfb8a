using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// A registered resolver. It knows its types statically, and so makes plans without reflection.
internal abstract class FieldBinding<TSource>(string name)
{
    public string Name { get; } = name;

    // true when its resolver sees nothing but the source
    public virtual bool IsFromSourceAlone => false;

    // what does not fit the schema, continuing "The resolver of … "; null when all does
    public abstract string? Check(FieldDefinition field, BindingRegistry registry);

    public abstract FieldPlan<TSource> Plan(FieldInfo field, Planner planner);
}

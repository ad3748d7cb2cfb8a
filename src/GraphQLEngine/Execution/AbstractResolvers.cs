using System.Diagnostics.CodeAnalysis;

namespace GraphQLEngine.Execution;

/// <summary>Registers which object types the values of an interface or union can be. Cases are tried in order.</summary>
public sealed class AbstractResolvers<T>
{
    private readonly AbstractBinding<T> _binding;

    internal AbstractResolvers(AbstractBinding<T> binding) => _binding = binding;

    /// <summary>Values that are a <typeparamref name="TConcrete"/> are of this object type.</summary>
    public AbstractResolvers<T> Case<TConcrete>(string typeName) =>
        Case(typeName, static (T value, [MaybeNullWhen(false)] out TConcrete concrete) =>
        {
            if (value is TConcrete match)
            {
                concrete = match;
                return true;
            }

            concrete = default;
            return false;
        });

    /// <summary>The delegate says which values are of this object type, and gives them as its source.</summary>
    public AbstractResolvers<T> Case<TConcrete>(string typeName, TryConvert<T, TConcrete> convert)
    {
        _binding.Add(new CaseBinding<T, TConcrete>(typeName, convert));
        return this;
    }
}

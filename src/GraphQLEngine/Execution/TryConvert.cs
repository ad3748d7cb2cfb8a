using System.Diagnostics.CodeAnalysis;

namespace GraphQLEngine.Execution;

/// <summary>Says whether a value of an interface or union is of one concrete type, and gives it as that.</summary>
public delegate bool TryConvert<in T, TConcrete>(T value, [MaybeNullWhen(false)] out TConcrete concrete);

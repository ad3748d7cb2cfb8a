using System.Reflection;
using System.Reflection.Emit;

namespace PublicDirectory.Architecture.Tests;

/// <summary>
/// The types that a type uses: in its signatures, its attributes and the bodies of its methods. Constants leave no trace
/// in a compiled method, so a use of nothing else than a constant is not seen.
/// </summary>
internal static class UsedTypes
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly OpCode[] OneByte = new OpCode[256];
    private static readonly OpCode[] TwoBytes = new OpCode[256];

    static UsedTypes()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xff] = code;
        }
    }

    /// <summary>Each type that this one uses, with the member that uses it.</summary>
    public static IEnumerable<(string Member, Type Used)> Of(Type type)
    {
        foreach (var used in new[] { type.BaseType }
            .Concat(type.GetInterfaces())
            .Concat(type.GetGenericArguments().SelectMany(Constraints)))
        {
            foreach (var part in Parts(used))
            {
                yield return (type.Name, part);
            }
        }

        foreach (var attribute in type.GetCustomAttributesData())
        {
            yield return (type.Name, attribute.AttributeType);
        }

        foreach (var member in type.GetMembers(Declared))
        {
            foreach (var used in OfMember(member).SelectMany(Parts))
            {
                yield return ($"{type.Name}.{member.Name}", used);
            }
        }
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member)
    {
        Type?[] signature = member switch
        {
            FieldInfo field => [field.FieldType],
            PropertyInfo property => [property.PropertyType],
            EventInfo @event => [@event.EventHandlerType!],
            MethodInfo method =>
            [
                method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType),
                .. method.GetGenericArguments().SelectMany(Constraints),
            ],
            ConstructorInfo constructor => [.. constructor.GetParameters().Select(parameter => parameter.ParameterType)],
            _ => [],
        };
        var attributes = member is Type ? [] : member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);
        return signature.Concat<Type?>(attributes).Concat(member is MethodBase body ? OfBody(body) : []);
    }

    private static IEnumerable<Type?> OfBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
        {
            yield return clause.CatchType;
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            foreach (var used in Resolve(method, token))
            {
                yield return used;
            }
        }
    }

    private static IEnumerable<Type?> Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, typeArguments, methodArguments) switch
        {
            Type used => [used],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodInfo called =>
            [
                called.DeclaringType, called.ReturnType, .. called.GetParameters().Select(parameter => parameter.ParameterType),
                .. called.IsGenericMethod ? called.GetGenericArguments() : [],
            ],
            ConstructorInfo called => [called.DeclaringType, .. called.GetParameters().Select(parameter => parameter.ParameterType)],
            _ => [],
        };
    }

    // The operands that are tokens of a type, a field or a method.
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var opCode = code[at] == 0xfe ? TwoBytes[code[at + 1]] : OneByte[code[at]];
            at += opCode.Size;
            if (opCode.OperandType is OperandType.InlineField
                or OperandType.InlineMethod
                or OperandType.InlineTok
                or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Constraints(Type argument) =>
        argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [argument];

    // A list of arrays of a type uses the list and the type.
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return [];
        }

        if (type.HasElementType)
        {
            return Parts(type.GetElementType());
        }

        return type.IsFunctionPointer ? [] : [type, .. type.GenericTypeArguments.SelectMany(Parts)];
    }
}

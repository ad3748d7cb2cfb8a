using System.Collections;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>A list's size where variables say it: the largest of those given, or else what is assumed.</summary>
/// <param name="Variables">Each with what counts when it is null or absent; null where that says nothing.</param>
/// <param name="Known">The largest size written in the document; null when there is none.</param>
/// <param name="Otherwise">The size when nothing says it.</param>
internal sealed record VariableSize((string Name, int? Default)[] Variables, int? Known, int Otherwise)
{
    public long Evaluate(VariableValues variables)
    {
        var size = Known;
        foreach (var (name, whenMissing) in Variables)
        {
            var value = Of(variables.Find(name)) ?? whenMissing;
            size = size is null || value > size ? value : size;
        }

        return size ?? Otherwise;
    }

    // A number, or how long a list is; null where a value says nothing of the size.
    public static int? Of(object? value) => value switch
    {
        int number when number >= 0 => number,
        Absent or string => null,
        ICollection list => list.Count,
        _ => null,
    };
}

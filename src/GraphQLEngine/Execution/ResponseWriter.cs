using System.Buffers;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Writes responses that need no execution.</summary>
public static class ResponseWriter
{
    /// <summary>Writes the response of a request that was refused: errors and no data.</summary>
    /// <remarks>Spec (September 2025) §7.1.2, Request Error Result.</remarks>
    public static void WriteRequestErrors(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output)
    {
        var writer = new ResultWriter(int.MaxValue);
        writer.Byte((byte)'{');
        ErrorWriter.Write(writer, errors);
        writer.Byte((byte)'}');
        output.Write(writer.Written);
        writer.Release();
    }
}

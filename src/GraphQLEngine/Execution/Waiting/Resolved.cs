namespace GraphQLEngine.Execution;

/// <summary>
/// A part of the response that waited for something and is ready to be written. Plans with asynchronous fields run in
/// two steps: first everything is resolved, level by level, then it is written in the order of the document.
/// </summary>
internal abstract class Resolved
{
    public abstract WriteResult Write(ExecutionState state);
}

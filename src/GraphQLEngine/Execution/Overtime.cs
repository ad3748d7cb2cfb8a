using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// The end of a request that ran out of time.
internal static class Overtime
{
    public static ExecutionAbortedException Exception() =>
        new("The request took longer than allowed. Ask for less at once, or try again later.", ErrorCodes.Timeout);
}

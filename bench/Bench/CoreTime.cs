using System.Runtime.InteropServices;

namespace PublicDirectory.Bench;

/// <summary>How long this thread has had a core: what else runs on the machine does not count.</summary>
internal static class CoreTime
{
    private const int ThisThread = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    public static double Microseconds
    {
        get
        {
            _ = Read(ThisThread, out var time);
            return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

namespace PublicDirectory.Testing;

/// <summary>Waits for what another process or a background task brings about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns as soon as the condition holds; looks every 20 ms.</summary>
    /// <exception cref="TimeoutException">It does not hold within two minutes: something is broken, whatever the machine.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("It does not hold after two minutes.");
            }

            await Task.Delay(20);
        }
    }
}

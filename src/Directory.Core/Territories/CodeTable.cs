namespace PublicDirectory.Core.Territories;

/// <summary>A number for each INSEE code, in one flat array: 120,000 slots cover every code that can be written.</summary>
internal sealed class CodeTable
{
    private readonly int[] _numbers = new int[10 * 12 * 1000]; // the number + 1; 0 where there is none

    public bool TryGet(InseeCode code, out int number)
    {
        number = _numbers[Slot(code.Value)] - 1;
        return number >= 0;
    }

    /// <returns>False, changing nothing, where the code has a number already.</returns>
    public bool TryAdd(InseeCode code, int number)
    {
        ref var slot = ref _numbers[Slot(code.Value)];
        if (slot != 0)
        {
            return false;
        }

        slot = number + 1;
        return true;
    }

    // The second character is a digit, A or B; InseeCode has checked the form.
    private static int Slot(string code)
    {
        var second = code[1] switch
        {
            'A' => 10,
            'B' => 11,
            var digit => digit - '0',
        };
        return ((((code[0] - '0') * 12) + second) * 1000)
            + ((code[2] - '0') * 100) + ((code[3] - '0') * 10) + (code[4] - '0');
    }
}

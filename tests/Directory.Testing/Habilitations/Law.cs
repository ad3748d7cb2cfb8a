namespace PublicDirectory.Testing.Habilitations;

/// <summary>One combination: someone who holds one right asks to do something, and whether the law lets them.</summary>
/// <param name="Action">A code of <c>[gestes]</c>: the name of an <c>EntryAction</c>.</param>
/// <param name="Operation">A code of <c>[opérations]</c>.</param>
/// <param name="Right">A code of <c>[droits]</c>.</param>
/// <param name="Perimeter">A code of <c>[périmètres]</c>.</param>
/// <param name="Limit">A code of <c>[limites]</c>.</param>
public sealed record LawCase(string Action, string Operation, string Right, string Perimeter, string Limit);

/// <summary>
/// What <c>docs/guides/habilitations.tsv</c> allows, case by case. Written from the file alone: it calls nothing of the code that decides.
/// </summary>
public sealed class Law
{
    /// <summary>Stands for the state of a request where there is none.</summary>
    public const string NoRequest = "-";

    private const string Yes = "oui";

    private readonly Dictionary<string, LawTable> _tables = LawFile.Read().ToDictionary(table => table.Code);

    /// <summary>A table of the file.</summary>
    public LawTable this[string table] => _tables[table];

    /// <summary>Every action, with each of its operations, by every right, perimeter and limit that it makes sense to ask about.</summary>
    public IEnumerable<LawCase> Cases() =>
        from row in this["gestes"].Rows
        from operation in row["opérations"].Split(' ')
        from right in this["droits"].Codes
        from perimeter in this["périmètres"].Codes
        from limit in this["limites"].Codes
        where CellOf(limit, operation) != "-"
        select new LawCase(row["action"], operation, right, perimeter, limit);

    /// <summary>Whether the habilitation is enough, whoever asks and wherever the request is.</summary>
    public bool Suffices(LawCase one)
    {
        var rights = this["gestes"][one.Action]["droits"];
        return rights == "-"
            || ((rights == "*" || rights.Split(' ').Contains(one.Right))
                && this["périmètres"][one.Perimeter]["elle est dans le périmètre"] == Yes
                && CellOf(one.Limit, one.Operation) == Yes);
    }

    /// <summary>Whether it may be done by someone who is, or is not, the author of a request in that state.</summary>
    public bool Allows(LawCase one, bool isAuthor, string state) =>
        Suffices(one) && Concerns(one.Action, isAuthor) && Lets(one.Action, state);

    /// <summary>Whether the action is open to the author of the request, or to others.</summary>
    public bool Concerns(string action, bool isAuthor) => this["gestes"][action]["personnes"] switch
    {
        "anyone" => true,
        "author" => isAuthor,
        _ => !isAuthor,
    };

    /// <summary>Whether the action is possible while the request is in that state.</summary>
    public bool Lets(string action, string state) =>
        state == NoRequest || this["gestes"][action]["états"] is "-" || this["gestes"][action]["états"].Split(' ').Contains(state);

    private string CellOf(string limit, string operation) =>
        this["limites"][limit][this["opérations"][operation]["il faut une habilitation qui permet"]];
}

using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>
/// Every form of every page, sent with what may be typed into it: someone's name and address; and numbers, dates and times in figures
/// of other scripts. Walked once for all the tests that ask what came of it.
/// </summary>
public sealed partial class FormWalk : IAsyncLifetime
{
    // Looks like someone, and is nobody else.
    internal static readonly string Marker = "wilhelmine" + Guid.NewGuid().ToString("N")[..10];
    private static readonly string Name = $"Wilhelmine {Marker}";
    private static readonly string Mail = $"{Marker}@exemple.fr";

    // Arabic-Indic, fullwidth, Devanagari, and mathematical ones, of which each is two characters.
    private static readonly string[] Zeros = ["٠", "０", "०", "𝟎"];

    // What is typed, and which choice is made beside it: hours of an open day, a closure to come until a day, reduced hours.
    private static readonly (string Shape, int Choice)[] Rounds = [("9h30", 0), ("2027-03-08", 1), ("9:30", 2), ("8/3/2027", 1), ("5", 0)];

    private static readonly string[] Inputs = ["date", "time", "datetime-local", "number"];

    private readonly ExtranetHost _host = new();

    internal HashSet<string> Sent { get; } = [];

    /// <summary>Forms with a number, a date or a time.</summary>
    internal HashSet<string> WithNumbers { get; } = [];

    /// <summary>What was answered with an error of ours, of all forms but those sent with figures.</summary>
    internal List<string> Failed { get; } = [];

    /// <summary>Likewise, of those.</summary>
    internal List<string> FailedOnFigures { get; } = [];

    /// <summary>What the extranet logged, and what the database did.</summary>
    internal IReadOnlyList<string> Log { get; private set; } = [];

    internal string DatabaseLog { get; private set; } = "";

    internal string Summary { get; private set; } = "";

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        var host = _host;
        using var logs = new CapturedLogs();
        var node = logs.Of(host.Start(("SignIn:SecondFactorFor", " ")));
        var log = (await host.Database.FindServerLogAsync())!;
        var from = new FileInfo(log).Length;
        var scene = await Scene.SetAsync(host);
        var agent = await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        using var signedIn = host.Visit(node);
        await signedIn.SignInAsync(agent.Mail);
        using var stranger = host.Visit(node);
        var (signIns, figures) = (1, 0);

        foreach (var route in Routes.All)
        {
            var visitor = route.IsOpen ? stranger : signedIn;
            var path = route.Path(await scene.MakeAsync(route.Object));
            if (route.IsPost)
            {
                // What no page of these shows, too: the names that its form would have.
                await SendAsync(
                    visitor, route.Name, path,
                    [.. route.FieldsFor(new Made(Guid.CreateVersion7())).Select(field => field.Key), .. Named, visitor.Token]);
                continue;
            }

            await ShowAsync(visitor, path);
            for (var number = 0; visitor.Address.Host == "localhost"
                && number < visitor.Page.QuerySelectorAll("main form").Length; number++)
            {
                var form = (IHtmlFormElement)visitor.Page.QuerySelectorAll("main form")[number];
                var buttons = form.QuerySelectorAll("button").Cast<IHtmlButtonElement>().ToList();
                foreach (var button in buttons.DistinctBy(button => (button.GetAttribute("formaction"), button.Name)))
                {
                    await SubmitAsync(visitor, route.Name, form, button, all: false);
                }

                // With the marker in the place of whatever else is sent.
                if (buttons is [var one, ..])
                {
                    await SubmitAsync(visitor, route.Name, form, one, all: true);
                }

                if (!HasNumbers(form))
                {
                    continue;
                }

                // With the rows that the buttons have added.
                await ShowAsync(visitor, path);
                if (visitor.Address.Host != "localhost"
                    || visitor.Page.QuerySelectorAll("main form").ElementAtOrDefault(number) is not IHtmlFormElement again)
                {
                    break;
                }

                foreach (var (shape, choice) in Rounds)
                {
                    await SendFiguresAsync(visitor, route.Name, again, In(Zeros[figures++ % Zeros.Length], shape), choice);
                }
            }
        }

        // In addresses, where searches stand.
        foreach (var path in new[] { "/connexion", "/extranet/fiches", "/extranet/choix/communes", "/extranet/choix/administrations", "/admin/comptes", "/admin/journal", "/invitation", "/" + Marker })
        {
            Look(
                path,
                await signedIn.Client.GetAsync(
                    $"{path}?q={Name}&nom={Name}&Search={Name}&personne={Mail}&recherche={Marker}&jeton={Marker}&retour=/{Marker}"));
        }

        Summary = $"{Sent.Count} forms sent, {WithNumbers.Count} with figures {figures} times, {signIns} sessions, "
            + $"{logs.Lines.Count} lines in the logs";
        Log = [.. logs.Lines];
        var seal = $"sealed {Guid.NewGuid():N}";
        await host.ExecuteAsOwnerAsync($"do $$ begin raise log '{seal}'; end $$");
        DatabaseLog = await DatabaseFixture.ReadServerLogAsync(log, from, seal);
        Assert.Contains(seal, DatabaseLog, StringComparison.Ordinal);

        async Task SubmitAsync(Visitor visitor, string name, IHtmlFormElement form, IHtmlButtonElement button, bool all)
        {
            var fields =
                form.QuerySelectorAll("input[name], textarea[name], select[name]").SelectMany(field => Filled(field, all)).ToList();
            if (button.Name is { Length: > 0 } pressed)
            {
                fields.Add(new(pressed, button.Value));
            }

            var action = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? visitor.Address.PathAndQuery;
            var isGet = !string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase);
            using var answer = isGet
                ? await visitor.Client.GetAsync($"{action.Split('?')[0]}?{await new FormUrlEncodedContent(fields).ReadAsStringAsync()}")
                : await visitor.Client.PostAsync(new Uri(visitor.Address, action), new FormUrlEncodedContent(fields));
            Look($"{name} {action.Split('?')[^1]} {button.TextContent.Trim()} {all}", answer);
        }

        async Task SendFiguresAsync(Visitor visitor, string name, IHtmlFormElement form, string typed, int choice)
        {
            WithNumbers.Add($"{name} {form.GetAttribute("action")}");
            var fields = form.QuerySelectorAll("[name]").SelectMany(field => Figures(field, typed, choice)).ToList();
            var action = new Uri(visitor.Address, form.GetAttribute("action") ?? visitor.Address.PathAndQuery);
            using var content = new FormUrlEncodedContent(fields);
            using var answer = string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
                ? await visitor.Client.PostAsync(action, content)
                : await visitor.Client.GetAsync(new Uri(action, "?" + await content.ReadAsStringAsync()));
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            {
                FailedOnFigures.Add($"{name} {typed}: {(int)answer.StatusCode}");
            }
        }

        async Task SendAsync(Visitor visitor, string name, string path, string[] names)
        {
            using var answer = await visitor.Client.PostAsync(path, new FormUrlEncodedContent(
                [
                    new("__RequestVerificationToken", names[^1]), .. names[..^1].Select(
                        one => KeyValuePair.Create(one, one.Contains("Mail", StringComparison.Ordinal) ? Mail : Name))
                ]));
            Look(name, answer);
        }

        void Look(string name, HttpResponseMessage answer)
        {
            Sent.Add(name);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            {
                Failed.Add($"{name}: {(int)answer.StatusCode}");
            }
        }

        // Some forms end the session.
        async Task ShowAsync(Visitor visitor, string path)
        {
            await visitor.GetAsync(path);
            if (visitor == signedIn && visitor.Address.AbsolutePath == "/connexion")
            {
                signIns++;
                await signedIn.SignInAsync(agent.Mail);
                await visitor.GetAsync(path);
            }
        }
    }

    private static readonly string[] Named =
        [
            "Mail", "Name", "Password", "Code", "Search", "Form.Name", "Form.Title", "Form.Message", "Form.Text", "Comment", "Reason",
            "Question", "Answer", "logout_token", "fiche", "Entries", "decision"
        ];

    private static IEnumerable<KeyValuePair<string, string>> Filled(AngleSharp.Dom.IElement field, bool all)
    {
        var name = field.GetAttribute("name")!;
        switch (field)
        {
            case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } when !all:
                return [];
            case IHtmlInputElement { Type: "hidden" or "radio" or "checkbox" or "number" or "date" or "time" } kept when !all
                || name == "__RequestVerificationToken":
                return [new(name, kept.Value)];
            case IHtmlSelectElement select when !all:
                return select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(name, option.Value));
            case IHtmlInputElement { Type: "email" }:
                return [new(name, Mail)];
            case IHtmlInputElement { Type: "url" }:
                return [new(name, $"https://{Marker}.example/{Marker}")];
            default:
                return [new(name, Name)];
        }
    }

    private static bool HasNumbers(IHtmlFormElement form) => form.QuerySelectorAll("input").Cast<IHtmlInputElement>().Any(input =>
        Inputs.Contains(input.Type) || input.GetAttribute("inputmode") is "numeric" or "decimal" or "tel"
        || NumberNames().IsMatch(input.Name ?? ""));

    // As it is, but for what people type.
    private static IEnumerable<KeyValuePair<string, string>> Figures(AngleSharp.Dom.IElement field, string typed, int choice)
    {
        var name = field.GetAttribute("name")!;
        switch (field)
        {
            case IHtmlInputElement { Type: "radio" } radio:
                var all = radio.Form!.QuerySelectorAll($"input[type=radio][name='{name}']").ToList();
                return all.IndexOf(radio) == choice % all.Count ? [new(name, radio.Value)] : [];
            case IHtmlInputElement { Type: "checkbox" } box:
                return box.IsChecked ? [new(name, box.Value)] : [];
            case IHtmlInputElement input:
                return [new(name, input.Type == "hidden" ? input.Value : typed)];
            case IHtmlTextAreaElement area:
                return [new(name, typed)];
            case IHtmlSelectElement select:
                return select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(name, option.Value));
            default:
                return [];
        }
    }

    private static string In(string zero, string shape) => string.Concat(
        shape.Select(one => char.IsAsciiDigit(one) ? char.ConvertFromUtf32(char.ConvertToUtf32(zero, 0) + one - '0') : one.ToString()));

    [GeneratedRegex("(From|To|Until|Opens|Closes|Day|Hour|Code|Value|du|au)$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberNames();
}

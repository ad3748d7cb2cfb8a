using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using Xunit.Abstractions;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Numbers, dates and times in figures of other scripts, typed into every field of every form: read or refused, and nothing fails.</summary>
public sealed class NumeralTests(ExtranetHost host, ITestOutputHelper output) : IClassFixture<ExtranetHost>
{
    // Arabic-Indic, fullwidth, Devanagari, and mathematical ones, of which each is two characters.
    private static readonly string[] Zeros = ["٠", "０", "०", "𝟎"];

    // In the places of other kinds of fields too: nobody says which is which. The first and the last years that are written so, too.
    private static readonly string[] Shapes =
        ["8/3/2027", "2027-03-08", "9h30", "2027-03-08T09:30", "5", "+33 1 99 00 12 34", "1er mars 2027", "69266", "01/01/0001", "9999-12-31T23:59"];

    [Fact]
    public async Task Form_FilledInWithFiguresOfAnyScript_IsAnswered()
    {
        var scene = await Scene.SetAsync(host);
        using var agent = await host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        var (failed, forms, number) = (new List<string>(), 0, 0);
        foreach (var route in Routes.All.Where(route => !route.IsPost && !route.Name.EndsWith("/deconnexion", StringComparison.Ordinal)))
        {
            var path = route.Path(await scene.MakeAsync(route.Object));
            await agent.GetAsync(path);
            await AddRowsAsync(path);
            foreach (var form in agent.Page.QuerySelectorAll("main form").Cast<IHtmlFormElement>().Where(form => form.QuerySelector("input:not([type=hidden]), textarea") is not null).ToList())
            {
                forms++;
                foreach (var shape in Shapes)
                {
                    var typed = In(Zeros[number++ % Zeros.Length], shape);
                    using var answer = await SendAsync(form, [.. form.QuerySelectorAll("[name]").SelectMany(field => Filled(field, typed, number))]);
                    if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    {
                        failed.Add($"{route.Name} {typed}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        output.WriteLine($"{forms} forms, {number} times");
        Assert.Empty(failed);
        Assert.InRange(forms, 40, 400);

        // A list that is empty has no field: each button that adds a row is pressed once.
        async Task AddRowsAsync(string path)
        {
            var adding = agent.Page.QuerySelectorAll("main form button[name=geste]").Cast<IHtmlButtonElement>()
                .Where(button => button.Value.Contains("ajouter", StringComparison.Ordinal)).DistinctBy(button => button.Value.Split(':')[0]).Take(3).ToList();
            foreach (var button in adding.Where(button => button.Form is not null))
            {
                var fields = button.Form!.QuerySelectorAll("[name]").SelectMany(field => Filled(field, null, 0));
                using var answer = await SendAsync(button.Form!, [.. fields, new("geste", button.Value)]);
            }

            if (adding.Count > 0)
            {
                await agent.GetAsync(path);
            }
        }

        async Task<HttpResponseMessage> SendAsync(IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
        {
            var action = new Uri(agent.Address, form.GetAttribute("action") ?? agent.Address.PathAndQuery);
            using var content = new FormUrlEncodedContent(fields);
            return string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
                ? await agent.Client.PostAsync(action, content)
                : await agent.Client.GetAsync(new Uri(action, "?" + await content.ReadAsStringAsync()));
        }
    }

    // As it is, but for what people type; of choices one after the other, since many a field is read beside one of them only.
    private static IEnumerable<KeyValuePair<string, string>> Filled(IElement field, string? typed, int number)
    {
        var name = field.GetAttribute("name")!;
        switch (field)
        {
            case IHtmlInputElement { Type: "radio" } radio:
                var all = radio.Form!.QuerySelectorAll($"input[type=radio][name='{name}']").ToList();
                return (typed is null ? radio.IsChecked : all.IndexOf(radio) == number % all.Count) ? [new(name, radio.Value)] : [];
            case IHtmlInputElement { Type: "checkbox" } box:
                return box.IsChecked ? [new(name, box.Value)] : [];
            case IHtmlInputElement input:
                return [new(name, input.Type == "hidden" ? input.Value : typed ?? input.Value)];
            case IHtmlTextAreaElement area:
                return [new(name, typed ?? area.Value)];
            case IHtmlSelectElement select:
                return select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(name, option.Value));
            default:
                return [];
        }
    }

    private static string In(string zero, string shape) => string.Concat(
        shape.Select(one => char.IsAsciiDigit(one) ? char.ConvertFromUtf32(char.ConvertToUtf32(zero, 0) + one - '0') : one.ToString()));
}

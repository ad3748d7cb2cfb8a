using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>A browser without a script: keeps cookies, follows redirections, fills in and sends forms.</summary>
internal sealed class Visitor : IDisposable
{
    // The page's own form: what stands around it has forms too.
    private const string Own = "main form[method=post]:not(.entry-waiting__form)";

    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();
    private readonly CookieHandler _handler;

    public Visitor(WebApplicationFactory<Program> host)
    {
        _handler = new CookieHandler(_cookies) { InnerHandler = host.Server.CreateHandler() };
        _client = new HttpClient(_handler) { BaseAddress = new Uri("https://localhost") };
    }

    public HttpClient Client => _client;

    public CookieContainer Cookies => _cookies;

    /// <summary>Every Set-Cookie header that came, whole.</summary>
    public IReadOnlyList<string> CookiesSet => _handler.Set;

    /// <summary>What answers had the browser forget.</summary>
    public IReadOnlyList<string> Clears => _handler.Clears;

    /// <summary>The last page's token against forged requests; that of another page, or none of its own, serves until then.</summary>
    public string Token { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public Uri Address { get; private set; } = new("https://localhost/");

    /// <summary>The answers on the way to the page, the page's last.</summary>
    public List<HttpStatusCode> Steps { get; } = [];

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>The page as it came.</summary>
    public string Source { get; private set; } = "";

    public string Text => Page.Body!.TextContent;

    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();

    public string? Error => Page.QuerySelector(".fr-alert--error li")?.TextContent;

    public string? Said => Page.QuerySelector(".messages .fr-alert")?.TextContent.Trim();

    public Task GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Fills in the page's form and sends it. The form is that of <c>main</c>, unless a selector says another.</summary>
    public Task SubmitAsync(object? values = null, string form = Own, string? action = null)
    {
        var (path, fields) = Fields(values, form);
        return PostAsync(action ?? path, fields);
    }

    /// <summary>Fills in the form of the button that reads so, and presses it.</summary>
    public Task PressAsync(string button, object? values = null)
    {
        var element =
            (IHtmlButtonElement)Page.QuerySelectorAll("main form[method=post] button").Single(one => one.TextContent.Trim() == button);
        var (path, fields) = Fields(values, element.Form!);
        if (element.Name is { } name)
        {
            fields.Add(new(name, element.Value));
        }

        return PostAsync(element.GetAttribute("formaction") is { } action ? new Uri(Address, action).PathAndQuery : path, fields);
    }

    /// <summary>Fills in the form of a section, and presses a section of the menu, which saves it.</summary>
    public Task PressInMenuAsync(string section, object? values = null)
    {
        var button = Page.QuerySelectorAll(".fr-sidemenu button[name=suite]").Single(one => one.TextContent.Split('(')[0].Trim() == section);
        var (path, fields) = Fields(values, "main #rubrique");
        return PostAsync(path, [.. fields, new("suite", button.GetAttribute("value")!)]);
    }

    /// <summary>Posts these fields, whatever form they come from.</summary>
    public Task PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>What the form would post, filled in.</summary>
    /// <param name="values">
    /// By property or, for names such as <c>Form.Days[0].From</c> and for buttons, a dictionary by name. A value that is an array of texts
    /// is posted several times; null takes a field away.
    /// </param>
    /// <param name="form">A selector.</param>
    public (string Path, List<KeyValuePair<string, string>> Fields) Fields(object? values = null, string form = Own)
        => Fields(values, (IHtmlFormElement)Page.QuerySelector(form)!);

    private (string Path, List<KeyValuePair<string, string>> Fields) Fields(object? values, IHtmlFormElement element)
    {
        var fields = element.QuerySelectorAll("input[name], textarea[name], select[name]").SelectMany(Values).ToList();
        IReadOnlyDictionary<string, object?> given = values switch
        {
            null => new Dictionary<string, object?>(),
            IReadOnlyDictionary<string, object?> all => all,
            _ => values.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(values)),
        };
        foreach (var (name, value) in given)
        {
            fields.RemoveAll(field => field.Key == name);
            fields.AddRange(value switch
            {
                null => [],
                string[] many => many.Select(one => KeyValuePair.Create(name, one)),
                _ => [KeyValuePair.Create(name, (string)value)],
            });
        }

        return (element.GetAttribute("action") ?? Address.PathAndQuery, fields);
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(IElement field) => field switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => [],
        IHtmlInputElement input => [KeyValuePair.Create(input.Name!, input.Value)],
        IHtmlTextAreaElement area => [KeyValuePair.Create(area.Name!, area.Value.ReplaceLineEndings("\r\n"))],
        IHtmlSelectElement select =>
            select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(select.Name!, option.Value)),
        _ => [],
    };

    public async Task SignInAsync(string mail, string password = ExtranetHost.Password)
    {
        await GetAsync("/connexion");
        await SubmitAsync(new { Mail = mail, Password = password });
    }

    /// <summary>Calls from this address from now on.</summary>
    public Visitor From(string address)
    {
        Client.DefaultRequestHeaders.Remove(CallerAddress.Header);
        Client.DefaultRequestHeaders.Add(CallerAddress.Header, address);
        return this;
    }

    /// <summary>Takes over the cookies of another browser, as someone who stole them.</summary>
    public void Steal(Visitor from)
    {
        foreach (Cookie cookie in from.Cookies.GetAllCookies())
        {
            Cookies.Add(new Uri("https://localhost"), new Cookie(cookie.Name, cookie.Value) { Secure = true });
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(Func<HttpRequestMessage> first)
    {
        Steps.Clear();
        using var request = first();
        var response = await _client.SendAsync(request);
        var address = new Uri(Address, request.RequestUri!);
        Steps.Add(response.StatusCode);
        while (response.Headers.Location is { } next && Steps.Count < 10 && new Uri(address, next).Host == "localhost")
        {
            address = new Uri(address, next);
            response = await _client.GetAsync(address);
            Steps.Add(response.StatusCode);
        }

        (Status, Address) = (response.StatusCode, response.Headers.Location is { } elsewhere ? new Uri(address, elsewhere) : address);
        Source = await response.Content.ReadAsStringAsync();
        Page = new HtmlParser().ParseDocument(Source);
        // Spaces that bind are no matter of most tests; what is typed stays as it is.
        foreach (var text in Page.Descendants<IText>().Where(text => text.ParentElement is not IHtmlTextAreaElement))
        {
            text.Data = text.Data.Replace('\u00A0', ' ');
        }

        if (Page.All.FirstOrDefault(element => element.LocalName.StartsWith("dsfr-", StringComparison.Ordinal)
            || element.Attributes.Any(attribute => attribute.Name.StartsWith("asp-", StringComparison.Ordinal))) is { } left)
        {
            throw new InvalidOperationException($"{Address} shows what no tag helper has rendered: {left.OuterHtml}");
        }

        Token = Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? Token;
    }

    private sealed class CookieHandler(CookieContainer cookies) : DelegatingHandler
    {
        public List<string> Set { get; } = [];

        public List<string> Clears { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            Clears.AddRange(response.Headers.TryGetValues("Clear-Site-Data", out var clears) ? clears : []);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var one in set)
                {
                    Set.Add(one);
                    cookies.SetCookies(request.RequestUri!, one);
                }
            }

            return response;
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace PublicDirectory.Extranet.Forms;

/// <summary>Browsers end the lines of a text area with CR LF; everywhere else in the directory a line ends with LF.</summary>
internal sealed class LineEnds : IValueProviderFactory
{
    public async Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        if (!request.HasFormContentType)
        {
            return;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var fields = form.ToDictionary(
            field => field.Key,
            field => new StringValues([.. field.Value.Select(value => value?.Replace("\r\n", "\n", StringComparison.Ordinal))]),
            StringComparer.OrdinalIgnoreCase);
        context.ValueProviders.Add(new FormValueProvider(BindingSource.Form, new FormCollection(fields), CultureInfo.CurrentCulture));
    }

    /// <summary>In the place of the framework's own reading of forms.</summary>
    public static void Set(IList<IValueProviderFactory> factories)
    {
        var place = factories.IndexOf(factories.Single(factory => factory is FormValueProviderFactory));
        factories[place] = new LineEnds();
    }
}

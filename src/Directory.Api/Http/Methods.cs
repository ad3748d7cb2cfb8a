namespace PublicDirectory.Api.Http;

/// <summary>The methods of what can only be read: who may GET may ask by HEAD whether it is there.</summary>
internal static class Methods
{
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
}

using System.Text;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>Merging, what may be urgent, and taking a publication back out, on documents as small as can be.</summary>
public sealed class DocumentMergeTests
{
    [Theory]
    [InlineData("{a:1}", "{a:1}", "{a:2}", "{a:2}", "")] // only the author
    [InlineData("{a:1}", "{a:3}", "{a:1}", "{a:3}", "")] // only others
    [InlineData("{a:1}", "{a:2}", "{a:2}", "{a:2}", "")] // both, alike
    [InlineData("{a:1}", "{a:3}", "{a:2}", "{a:3}", "a")] // both
    [InlineData("{a:1}", "{}", "{a:2}", "{}", "a")] // taken away and changed
    [InlineData("{a:1}", "{a:2}", "{}", "{a:2}", "a")]
    [InlineData("{a:1}", "{a:1}", "{}", "{}", "")]
    [InlineData("{}", "{b:1}", "{a:1}", "{a:1,b:1}", "")]
    [InlineData("{}", "{a:2}", "{a:1}", "{a:2}", "a")]
    public void Merge_OfThree_KeepsBothSidesOrNamesTheConflict(
        string basis, string current, string proposed, string merged, string conflicts)
    {
        var result = DocumentMerge.Merge(Guid.Empty, Json(basis), Json(current), Json(proposed));

        Assert.Equal(Text(Json(merged)), Text(CanonicalJson.Compose(result.Blocks)));
        Assert.Equal(conflicts, string.Join(',', result.Conflicts.Select(conflict => conflict.Block)));
    }

    [Theory]
    [InlineData("{a:1}", "{a:2}", "{a:2}", "{a:1}")] // untouched since
    [InlineData("{a:1}", "{a:2}", "{a:3}", "{a:3}")] // changed since: theirs
    [InlineData("{}", "{n:['x']}", "{n:['y','x']}", "{n:['y']}")] // added items go, others stay
    [InlineData("{}", "{n:['x']}", "{n:['y']}", "{n:['y']}")] // gone already
    [InlineData("{c:['p','q']}", "{c:['r','q']}", "{c:['r','q','s']}", "{c:['p','q','s']}")] // replaced comes back to its place
    [InlineData("{h:{r:1}}", "{h:{r:1,e:['x']}}", "{h:{r:2,e:['x']}}", "{h:{r:2}}")] // within a block
    [InlineData("{h:{r:1,e:['w']}}", "{h:{r:1,e:['w','x']}}", "{h:{r:2,e:['w','x','y']}}", "{h:{r:2,e:['w','y']}}")]
    [InlineData("{}", "{h:{e:['x']}}", "{h:{e:['x']},a:1}", "{a:1}")]
    [InlineData("{a:1,b:1}", "{a:2,b:1}", "{a:2,b:5}", "{a:1,b:5}")]
    [InlineData("{n:['x']}", "{}", "{n:['y']}", "{n:['x','y']}")] // taken away comes back
    [InlineData("{n:['x']}", "{}", "{}", "{n:['x']}")]
    public void Without_APublication_LeavesWhatOthersDid(string before, string published, string current, string expected) =>
        Assert.Equal(
            Text(Json(expected)), Text(CanonicalJson.Compose(ContentReturn.Without(Json(before), Json(published), Json(current)))));

    [Theory]
    [InlineData("{}", "{notices:[{title:'x'}]}", "")]
    [InlineData("{openingHours:{regular:[1]}}", "{openingHours:{regular:[1],exceptional:[2]}}", "")]
    [InlineData("{openingHours:{regular:[1]}}", "{openingHours:{regular:[3],exceptional:[2]}}", "openingHours")]
    [InlineData("{}", "{openingHours:{exceptional:[2]}}", "")]
    [InlineData("{openingHours:{regular:[1]}}", "{}", "openingHours")]
    [InlineData(
        "{channels:[{kind:'PHONE',value:'1'},{kind:'FAX',value:'2'}]}", "{channels:[{kind:'FAX',value:'2'},{kind:'EMAIL',value:'3'}]}", "")]
    [InlineData("{channels:[{kind:'ONLINE_SERVICE',value:'1'}]}", "{}", "")]
    [InlineData("{channels:[{kind:'FAX',value:'2'}]}", "{channels:[{kind:'FAX',value:'3'}]}", "channels")]
    [InlineData("{channels:[{kind:'FAX',value:'2'}]}", "{channels:[{kind:'PHONE',value:'2'}]}", "channels")]
    [InlineData("{}", "{channels:[{kind:'COUNTER',value:'2'}]}", "channels")]
    [InlineData("{name:'a'}", "{name:'b',notices:[1]}", "name")]
    [InlineData("{}", "{competences:[1]}", "competences")]
    public void FindForbidden_InAnUrgentChange_NamesEveryBlockBeyondTheList(string before, string after, string forbidden) =>
        Assert.Equal(forbidden, string.Join(',', UrgentList.FindForbidden(Json(before), Json(after))));

    // {a:'x'} as JSON: names need no quotes, single quotes do.
    private static byte[] Json(string text) => CanonicalJson.Of(Encoding.UTF8.GetBytes(
        System.Text.RegularExpressions.Regex.Replace(text, @"([{,])(\w+):", "$1\"$2\":").Replace('\'', '"')));

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}

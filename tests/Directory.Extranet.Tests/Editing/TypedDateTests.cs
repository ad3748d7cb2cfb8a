using NodaTime;
using NodaTime.Text;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;

namespace PublicDirectory.Extranet.Tests.Editing;

public class TypedDateTests
{
    private static readonly LocalDate Today = new(2026, 11, 30);

    [Theory]
    [InlineData("8/3/2027", "2027-03-08")]
    [InlineData("08-03-2027", "2027-03-08")]
    [InlineData("8.3.27", "2027-03-08")]
    [InlineData(" 08 / 03 / 2027 ", "2027-03-08")]
    [InlineData("2027-03-08", "2027-03-08")]
    [InlineData("2027/3/8", "2027-03-08")]
    [InlineData("8 mars 2027", "2027-03-08")]
    [InlineData("lundi 8 mars 2027", "2027-03-08")]
    [InlineData("Le lundi 8 Mars 2027", "2027-03-08")]
    [InlineData("lundi, le 8 mars 2027", "2027-03-08")]
    [InlineData("1er décembre 2026", "2026-12-01")]
    [InlineData("1ᵉʳ décembre 2026", "2026-12-01")]
    [InlineData("1 er déc. 2026", "2026-12-01")]
    [InlineData("8\u00A0f\u00E9vr.\u00A027", "2027-02-08")]
    [InlineData("14 juil 2027", "2027-07-14")]
    [InlineData("29 fevrier 2028", "2028-02-29")]
    [InlineData("０８/０３/２０２７", "2027-03-08")] // fullwidth: the same figures, drawn wider
    public void Parse_OfADate_IsThatDate(string typed, string expected)
    {
        Assert.Equal(expected, Iso(TypedDate.Parse(typed)));
        Assert.Equal(expected, Iso(TypedDate.ParseNear(typed, Today)));
    }

    [Theory]
    [InlineData("08/03", "2027-03-08")]
    [InlineData("8 mars", "2027-03-08")]
    [InlineData("1er décembre", "2026-12-01")]
    [InlineData("30/11", "2026-11-30")]
    [InlineData("15/11", "2026-11-15")] // just over, which is asked about; not in a year
    [InlineData("30/10", "2026-10-30")]
    [InlineData("29/10", "2027-10-29")]
    [InlineData("29/02", "2028-02-29")]
    public void ParseNear_WithoutAYear_IsTheNextSuchDayOrThatOfTheLastMonth(string typed, string expected)
    {
        Assert.Equal(expected, Iso(TypedDate.ParseNear(typed, Today)));
        Assert.Null(TypedDate.Parse(typed));
    }

    [Theory]
    [InlineData("05/01", "2027-01-05")]
    [InlineData("20/12", "2026-12-20")]
    public void ParseFrom_WithoutAYear_IsNotBeforeTheOther(string typed, string expected) =>
        Assert.Equal(expected, Iso(TypedDate.ParseFrom(typed, new LocalDate(2026, 12, 20))));

    [Theory]
    [InlineData("1/7")]
    [InlineData("1er juillet")]
    [InlineData("le 1er juillet")]
    [InlineData("1 juil.")]
    public void ParseYearly_OfADayAndAMonth_IsThatDay(string typed) =>
        Assert.Equal(new AnnualDate(7, 1), TypedDate.ParseYearly(typed));

    [Theory]
    [InlineData("")]
    [InlineData("31/02/2027")]
    [InlineData("31 juin 2027")]
    [InlineData("29/02/2027")]
    [InlineData("00/03/2027")]
    [InlineData("8/13/2027")]
    [InlineData("8 jui 2027")] // juin or juillet
    [InlineData("8 ma 2027")]
    [InlineData("mardi 8 mars 2027")] // a Monday
    [InlineData("lundi 8 mars")]
    [InlineData("8 mars 202")]
    [InlineData("08032027")]
    [InlineData("8 mars 2027 9h")]
    [InlineData("mars 2027")]
    [InlineData("32 mars 2027")]
    [InlineData("٨/٣/٢٠٢٧")]
    [InlineData("٢٠٢٧-٠٣-٠٨")]
    [InlineData("८ mars २०२७")]
    [InlineData("8/3/2027 8/3/2027 8/3/2027 8/3/2027 8/3/2027 8/3/2027 8/3/2027")]
    public void Parse_OfAnythingElse_IsNone(string typed)
    {
        Assert.Null(TypedDate.Parse(typed));
        Assert.Null(TypedDate.ParseNear(typed, Today));
        Assert.Null(TypedDate.ParseYearly(typed));
    }

    [Fact]
    public void Parse_OfEveryDayAsWeWriteIt_IsThatDay()
    {
        for (var day = new LocalDate(2027, 12, 1); day < new LocalDate(2029, 1, 1); day = day.PlusDays(1))
        {
            Assert.Equal(day, TypedDate.Parse(TypedDate.Format(day)));
            var said = ExceptionEntry.When(day, day); // « le 8 mars 2027 »
            Assert.Equal(day, TypedDate.Parse(said));
            Assert.Equal(day, TypedDate.ParseFrom(said[..^5], day));
        }
    }

    private static string? Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}

namespace PublicDirectory.Extranet.Forms;

/// <summary>A page whose form has more fields than others (<see cref="Usual"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MaxFieldsAttribute(int count) : Attribute
{
    public const int Usual = 1024;

    public int Count => count;
}

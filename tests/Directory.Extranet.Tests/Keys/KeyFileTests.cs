using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Extranet.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("directory-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Create_MakesFilesForTheirOwnerAlone_AndKeepsThoseThatAreThere()
    {
        var made = KeyFiles.Create(_folder, TimeProvider.System.GetUtcNow());

        Assert.Equal(["certificate.pem", "second-factors.key"], made.Select(Path.GetFileName));
        Assert.All(
            made,
            path => Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path)));
        var before = made.Select(File.ReadAllText).ToList();
        Assert.Empty(KeyFiles.Create(_folder, TimeProvider.System.GetUtcNow()));
        Assert.Equal(before, made.Select(File.ReadAllText));
        Add(("Certificate:Path", made[0]), ("SecondFactors", made[1]));
    }

    [Fact]
    public void Start_WithoutKeysOrWithOthers_IsRefusedAndSaysWhatToSet()
    {
        var (certificate, factors) =
            KeyFiles.Create(_folder, TimeProvider.System.GetUtcNow()) is [var one, var other] ? (one, other) : ("", "");
        Refused("set Keys__Certificate__Path");
        Refused("set Keys__SecondFactors", ("Certificate:Path", certificate));
        Refused("Keys__Certificate__Path names \"/nowhere\"", ("Certificate:Path", "/nowhere"));
        Refused("Keys__Certificate__Path names", ("Certificate:Path", factors));
        Refused("Keys__OldCertificates__0__Path names", ("Certificate:Path", certificate), ("OldCertificates:0:Path", "/nowhere"));
        Refused("Keys__SecondFactors names \"/nowhere\"", ("Certificate:Path", certificate), ("SecondFactors", "/nowhere"));
        Refused("32 bytes in base 64", ("Certificate:Path", certificate), ("SecondFactors", Write("short.key", "AAAA")));
        Refused(
            "Keys__OldSecondFactors__0", ("Certificate:Path", certificate), ("SecondFactors", factors),
            ("OldSecondFactors:0", certificate));
        // What cannot decrypt, or is too weak to.
        Refused("private RSA key", ("Certificate:Path", Write("elliptic.pfx", Elliptic().Export(X509ContentType.Pfx))));
        Refused("of 2048 bits", ("Certificate:Path", Write("weak.pfx", Rsa(1024).Export(X509ContentType.Pfx))));
        Refused("certificate that can be read", ("Certificate:Path", Write("locked.pfx", Rsa(2048).Export(X509ContentType.Pfx, "secret"))));
    }

    [Fact]
    public void Start_WithAPfxAndThePasswordFile_Takes()
    {
        KeyFiles.Create(_folder, TimeProvider.System.GetUtcNow());
        Add(
            ("Certificate:Path", Write("locked.pfx", Rsa(2048).Export(X509ContentType.Pfx, "secret"))),
            ("Certificate:PasswordFile", Write("password", "secret\n")),
            ("SecondFactors", Path.Combine(_folder, KeyFiles.SecondFactors)));
    }

    [Fact]
    public void Start_WithoutTheListOfBreachedPasswordsOrWithAnother_IsRefusedAndSaysWhatToSet()
    {
        Assert.Contains(
            "set SignIn__BreachedPasswords", Assert.Throws<InvalidOperationException>(() => BreachedPasswords.Read(" ")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"/nowhere\"", Assert.Throws<InvalidOperationException>(() => BreachedPasswords.Read("/nowhere")).Message,
            StringComparison.Ordinal);
        var list = Write("list.txt", "password\n123456\n");
        Assert.Contains(
            "not made by", Assert.Throws<InvalidOperationException>(() => BreachedPasswords.Read(list)).Message, StringComparison.Ordinal);
    }

    private static void Refused(string message, params (string Name, string Value)[] settings) =>
        Assert.Contains(message, Assert.Throws<KeySettingsException>(() => Add(settings)).Message, StringComparison.Ordinal);

    private static void Add(params (string Name, string Value)[] settings) => new ServiceCollection().AddKeys(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Keys:{one.Name}", (string?)one.Value)))
            .Build());

    private static X509Certificate2 Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private static X509Certificate2 Elliptic()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private string Write(string name, string content) => Write(name, System.Text.Encoding.ASCII.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

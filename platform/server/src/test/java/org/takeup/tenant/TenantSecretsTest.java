package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.tenant.SecretReference.FromEnv;
import org.takeup.tenant.SecretReference.FromFile;
import org.takeup.tenant.SecretReference.FromSecret;

/** Where tenants' secrets come from, and from where they never come. */
class TenantSecretsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TAKEUP_MASTER_KEY", "the key to everything",
            "TAKEUP_TENANT_A__CLIENT", "of a",
            "TAKEUP_TENANT_A_B__CLIENT", "of a-b",
            "TAKEUP_TENANT_A__B__CLIENT", "of a--b");

    @TempDir
    private Path folder;

    private TenantSecrets secrets;

    @BeforeEach
    void secrets() throws IOException {
        Files.createDirectories(folder.resolve("a/sso"));
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("a/sso/client"), "of a\n");
        Files.writeString(folder.resolve("b/client"), "of b");
        secrets = new TenantSecrets(folder, ENVIRONMENT::get);
    }

    private String resolve(SecretReference reference) {
        return secrets.resolve("a", reference).value();
    }

    private String refusal(SecretReference reference) {
        String message = String.valueOf(assertThrows(TenantSecrets.Unresolved.class, () -> resolve(reference))
                .getMessage());
        ENVIRONMENT.values().forEach(secret -> assertFalse(message.contains(secret), message));
        return message;
    }

    @Test
    void aSecretComesFromAVariableAFileOrAMountedSecretOfTheTenant() {
        assertEquals("of a", resolve(new FromEnv("TAKEUP_TENANT_A__CLIENT")));
        assertEquals("of a", resolve(new FromFile("sso/client")));
        assertEquals("of a", resolve(new FromSecret("sso", "client")));
    }

    @Test
    void itsTextFormDoesNotShowIt() {
        assertEquals(
                "Secret[hidden]",
                secrets.resolve("a", new FromEnv("TAKEUP_TENANT_A__CLIENT")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEUP_MASTER_KEY", "PATH", "TAKEUP_TENANT_A_B__CLIENT", "TAKEUP_TENANT_A__B__CLIENT", ""})
    void noOtherVariableOfThePlatformIsATenantsSecret(String name) {
        assertTrue(refusal(new FromEnv(name)).contains("is not this tenant's"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../b/client", "sso/../../b/client", "/etc/passwd", "sso/../../../etc/passwd"})
    void noPathClimbsOutOfTheTenantsFolder(String path) {
        refusal(new FromFile(path));
    }

    @Test
    void noLinkLeadsOutOfTheTenantsFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("a/link"), Path.of("../b/client"));
        Files.createSymbolicLink(folder.resolve("a/folder"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("a/far"), Path.of("/etc/hostname"));
        assertTrue(refusal(new FromFile("link")).contains("leads out"));
        assertTrue(refusal(new FromFile("folder/client")).contains("leads out"));
        assertTrue(refusal(new FromFile("far")).contains("leads out"));

        Files.createSymbolicLink(folder.resolve("c"), folder.resolve("b"));
        assertThrows(TenantSecrets.Unresolved.class, () -> secrets.resolve("c", new FromFile("client")));
    }

    @Test
    void aMountedKubernetesSecretIsReadThroughItsLinksAlsoAfterASwap() throws IOException {
        Path mount = Files.createDirectories(folder.resolve("a/idp"));
        swap(mount, "..2026_1", "first");
        Files.createSymbolicLink(mount.resolve("client"), Path.of("..data/client"));
        assertEquals("first", resolve(new FromSecret("idp", "client")));
        swap(mount, "..2026_2", "second");
        assertEquals("second", resolve(new FromSecret("idp", "client")));
    }

    private static void swap(Path mount, String version, String secret) throws IOException {
        Files.writeString(Files.createDirectories(mount.resolve(version)).resolve("client"), secret);
        Path fresh = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(version));
        Files.move(fresh, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whatIsMissingEmptyOrNoFileSaysWhatToDo() throws IOException {
        assertTrue(refusal(new FromEnv("TAKEUP_TENANT_A__OTHER")).contains("is not set; set it"));
        assertTrue(refusal(new FromFile("none")).contains("There is no file none"));
        assertTrue(refusal(new FromFile("sso")).contains("is no file"));
        Files.writeString(folder.resolve("a/empty"), "\n");
        assertTrue(refusal(new FromFile("empty")).contains("is empty"));
        Files.write(folder.resolve("a/binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertTrue(refusal(new FromFile("binary")).contains("not UTF-8"));
        Files.write(folder.resolve("a/big"), new byte[70_000]);
        assertTrue(refusal(new FromFile("big")).contains("larger than 64 KB"));
    }
}

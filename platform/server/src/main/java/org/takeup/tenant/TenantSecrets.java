package org.takeup.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tenants' secrets from where their files say they are, at the moment in which one is used; nothing is kept.
 * A tenant reaches its own secrets only: variables that begin with its slug, and files of its own folder. A symbolic
 * link may lead about within that folder, as in a mounted Kubernetes secret, and never out of it. Thread-safe.
 */
public final class TenantSecrets {
    private static final int MOST_BYTES = 64 * 1024;

    private final Path folder;
    private final UnaryOperator<@Nullable String> environment;

    /** @param folder with a folder for each tenant, named by its slug @param environment a variable by its name, or null */
    public TenantSecrets(Path folder, UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** A secret. Its text form does not show it, so that no log can. */
    public record Secret(String value) {
        @Override
        public String toString() {
            return "Secret[hidden]";
        }
    }

    /** A secret that is not where its reference says. The message is for the operator and says what to do. */
    public static final class Unresolved extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    /** The secret, without line breaks at its end. @throws Unresolved if there is none, or it is another tenant's */
    public Secret resolve(String slug, SecretReference reference) {
        Optional<String> foreign = foreign(slug, reference);
        if (foreign.isPresent()) {
            throw new Unresolved(foreign.get());
        }
        String text = switch (reference) {
            case SecretReference.FromEnv(String name) -> fromEnvironment(name);
            case SecretReference.FromFile(String path) -> fromFile(slug, path);
            case SecretReference.FromSecret(String name, String key) -> fromFile(slug, name + "/" + key);
        };
        String secret = text.replaceFirst("[\\r\\n]+$", "");
        if (secret.isEmpty()) {
            throw new Unresolved("The secret is empty; put it there");
        }
        return new Secret(secret);
    }

    /** Why this reference is not the tenant's own, if it is not. */
    static Optional<String> foreign(String slug, SecretReference reference) {
        if (!(reference instanceof SecretReference.FromEnv(String name))) {
            return Optional.empty();
        }
        String own = "TAKEUP_TENANT_" + slug.toUpperCase(Locale.ROOT).replace('-', '_') + "__";
        // A second pair of underscores could be the end of a longer slug's prefix.
        boolean isOwn = name.startsWith(own) && !name.substring(own.length()).contains("__");
        return isOwn
                ? Optional.empty()
                : Optional.of("The variable " + name + " is not this tenant's; use one that begins with " + own);
    }

    private String fromEnvironment(String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new Unresolved("The variable " + name + " is not set; set it for the platform's nodes");
        }
        return value;
    }

    private String fromFile(String slug, String path) {
        try {
            Path own = folder.toRealPath().resolve(slug);
            Path file = own.resolve(path).toRealPath();
            if (!file.startsWith(own)) {
                throw new Unresolved("The file " + path + " leads out of the tenant's folder; put it in there");
            }
            if (!Files.isRegularFile(file)) {
                throw new Unresolved(path + " is no file; name the file that holds the secret");
            }
            return read(path, file);
        } catch (NoSuchFileException e) {
            throw new Unresolved("There is no file " + path + " in the secrets of '" + slug + "'; put it there");
        } catch (AccessDeniedException e) {
            throw new Unresolved("The platform's user may not read " + path + "; allow it");
        } catch (CharacterCodingException e) {
            throw new Unresolved("The file " + path + " is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new Unresolved(
                    "The file " + path + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static String read(String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Unresolved("The file " + path + " is larger than 64 KB; put the secret alone there");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}

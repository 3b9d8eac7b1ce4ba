package org.takeup.app;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.app.Configuration.Invalid;

/** Reads environment variables; each mistake is an {@link Invalid} that names the variable. */
record Variables(Map<String, String> environment) {
    Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    String required(String name, String meaning) {
        return optional(name).orElseThrow(() -> new Invalid(name + " is missing: set it to " + meaning));
    }

    int port(String name, int otherwise) {
        return number(name, otherwise, 0, 65_535);
    }

    int number(String name, int otherwise, int least, int most) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new Invalid(name + " must be a whole number from " + least + " to " + most);
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new Invalid(name + " must be true or false");
        }
        return value.equals("true");
    }

    List<String> list(String name) {
        return optional(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    URI origin(String name, String otherwise) {
        URI uri = URI.create(text(name, otherwise));
        String path = uri.getRawPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        if (uri.getHost() == null || !bare || !List.of("http", "https").contains(uri.getScheme())) {
            throw new Invalid(name + " must be like https://learn.example.com, without a path");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        boolean usual = uri.getPort() < 0;
        return URI.create(uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + port));
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value.get()))
                .findFirst()
                .orElseThrow(() -> new Invalid(name + " must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}

package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.http.Problem;

/** What a node makes of bytes that another one sent: values, and no object with code of its own. */
class SerialFilterTest {
    private static final String OPTION = "-Djdk.serialFilter=";

    private static ObjectInputFilter filter() throws IOException {
        String pattern = Files.readAllLines(Path.of("..", "jvm.options")).stream()
                .filter(line -> line.startsWith(OPTION))
                .findFirst()
                .orElseThrow()
                .substring(OPTION.length());
        return ObjectInputFilter.Config.createFilter(pattern);
    }

    private static Object sent(Object value) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.setObjectInputFilter(filter());
            return in.readObject();
        }
    }

    @Test
    void valuesAndExceptionsOfTheJdkArrive() throws Exception {
        var values = new ArrayList<>(List.of("text", 1, 2.5));
        assertEquals(values, sent(values));
        assertEquals("why", ((Exception) sent(new IllegalStateException("why"))).getMessage());
    }

    /** The embedded store keeps whole documents so, packages of plugins among them. */
    @Test
    void documentsOfTheEmbeddedStoreAreReadAgain() throws Exception {
        var document = new Document("text", "words")
                .append("bytes", new BinData(new byte[16 * 1024 * 1024]))
                .append("list", List.of(new ObjectId(), new Document("inner", 1)));
        assertEquals(document, sent(document));
    }

    @Test
    void noObjectOfOursOrOfALibraryIsMade() {
        assertThrows(InvalidClassException.class, () -> sent(Problem.notFound()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.management.BadAttributeValueExpException",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "java.rmi.server.UnicastRemoteObject",
                "com.fasterxml.jackson.databind.node.POJONode",
                "ch.qos.logback.core.util.COWArrayList"
            })
    void whatAttacksAreMadeOfIsRefused(String type) throws Exception {
        Class<?> named = Class.forName(type);
        assertEquals(ObjectInputFilter.Status.REJECTED, filter().checkInput(new Named(named)));
    }

    private record Named(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 1;
        }
    }
}

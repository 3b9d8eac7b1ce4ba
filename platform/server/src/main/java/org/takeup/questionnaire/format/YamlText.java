package org.takeup.questionnaire.format;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML, and JSON as a part of it, into nodes. No object is ever made from a tag: tags, anchors and aliases are refused,
 * because nobody needs them here and they are how a small file does or becomes something large. Each value counts against a
 * limit.
 */
final class YamlText {
    private static final int DEEPEST = 24;
    private static final int MOST_NODES = 60_000;
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);
    private static final Set<Tag> WORDS = Set.of(Tag.STR, Tag.TIMESTAMP, Tag.MERGE);

    private final Set<org.yaml.snakeyaml.nodes.Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlText() {}

    /** @throws Unreadable if it is no YAML, or does what is not taken here */
    static Node.Mapping read(String text) throws Unreadable {
        org.yaml.snakeyaml.nodes.Node root = compose(text);
        if (!(root instanceof MappingNode mapping)) {
            throw new Unreadable(1, "The file is empty, or no questionnaire; begin with format: " + Format.NAME);
        }
        return new YamlText().mapping(mapping);
    }

    private static org.yaml.snakeyaml.nodes.@Nullable Node compose(String text) throws Unreadable {
        var options = new LoaderOptions();
        options.setCodePointLimit(Format.MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new Unreadable(line, "This is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new Unreadable(1, "This is not valid YAML: " + e.getMessage());
        }
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node) throws Unreadable {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw aliased(node);
        };
    }

    private Node.Mapping mapping(MappingNode mapping) throws Unreadable {
        enter(mapping, mapping.getTag().equals(Tag.MAP));
        var entries = new LinkedHashMap<String, Node>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new Unreadable(line(entry.getKeyNode()), "A key is a plain word");
            }
            if (entries.containsKey(key.getValue())) {
                throw new Unreadable(line(key), "'" + Format.shown(key.getValue()) + "' stands here twice; keep one");
            }
            enter(key, true);
            entries.put(key.getValue(), node(entry.getValueNode()));
        }
        return new Node.Mapping(line(mapping), entries);
    }

    private Node.Sequence sequence(SequenceNode sequence) throws Unreadable {
        enter(sequence, sequence.getTag().equals(Tag.SEQ));
        List<Node> items = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node each : sequence.getValue()) {
            items.add(node(each));
        }
        return new Node.Sequence(line(sequence), items);
    }

    private Node.Scalar scalar(ScalarNode scalar) throws Unreadable {
        Tag tag = scalar.getTag();
        Node.Type type = NUMBERS.contains(tag)
                ? Node.Type.NUMBER
                : tag.equals(Tag.BOOL) ? Node.Type.TRUTH : tag.equals(Tag.NULL) ? Node.Type.NOTHING : Node.Type.WORDS;
        enter(scalar, type != Node.Type.WORDS || WORDS.contains(tag));
        return new Node.Scalar(line(scalar), scalar.getValue(), type);
    }

    private void enter(org.yaml.snakeyaml.nodes.Node node, boolean plain) throws Unreadable {
        if (!plain) {
            throw new Unreadable(line(node), "Tags such as !!x are not taken here; write the plain value");
        }
        if (!seen.add(node)) {
            throw aliased(node);
        }
        if (seen.size() > MOST_NODES) {
            throw new Unreadable(line(node), "The file has more than " + MOST_NODES + " values; divide it");
        }
    }

    private static Unreadable aliased(org.yaml.snakeyaml.nodes.Node node) {
        return new Unreadable(line(node), "Aliases are not taken here; write the value out");
    }

    private static int line(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark().getLine() + 1;
    }
}

package org.takeup.demo;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Changes SAML answers as attackers and broken companies do. */
final class Saml {
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";

    private Saml() {}

    static String changed(String base64, UnaryOperator<String> change) {
        String xml = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(change.apply(xml).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes every signature away. */
    static UnaryOperator<String> unsigned() {
        return edit(document -> {
            NodeList all = document.getElementsByTagNameNS(DSIG, "Signature");
            while (all.getLength() > 0) {
                remove(all.item(0));
            }
        });
    }

    /** Says it for another party, and signs again as the company would. */
    static UnaryOperator<String> audience(String other, KeyPair keys) {
        return resigned(
                keys,
                document -> document.getElementsByTagNameNS(ASSERTION, "Audience")
                        .item(0)
                        .setTextContent(other));
    }

    /** As a company whose clock is ahead by so much would say it. */
    static UnaryOperator<String> clockAhead(Duration by, KeyPair keys) {
        return resigned(keys, document -> {
            shift(
                    (Element) document.getElementsByTagNameNS(PROTOCOL, "Response")
                            .item(0),
                    by);
            NodeList all = document.getElementsByTagNameNS(ASSERTION, "*");
            for (int i = 0; i < all.getLength(); i++) {
                shift((Element) all.item(i), by);
            }
        });
    }

    /** Signs the same with these keys. */
    static UnaryOperator<String> signedBy(KeyPair keys) {
        return resigned(keys, document -> {});
    }

    /** Where the signed assertion is hidden, and where the false one stands. */
    enum Wrapping {
        FALSE_ONE_FIRST,
        FALSE_ONE_LAST,
        SIGNED_ONE_IN_EXTENSIONS,
        SIGNED_ONE_IN_THE_FALSE_ONES_SIGNATURE,
        SIGNED_ONE_WITHIN_THE_FALSE_ONE,
        SAME_ID
    }

    /** A false assertion about somebody else beside the signed one (CVE-2024-8698 and its kind). */
    static UnaryOperator<String> wrapped(Wrapping how) {
        return edit(document -> {
            Element signed = first(document, ASSERTION, "Assertion");
            Element response = document.getDocumentElement();
            Element lie = (Element) signed.cloneNode(true);
            lie.setAttribute("ID", how == Wrapping.SAME_ID ? signed.getAttribute("ID") : "ID_" + UUID.randomUUID());
            first(lie, ASSERTION, "NameID").setTextContent("somebody-else");
            Element seal = first(lie, DSIG, "Signature");
            switch (how) {
                case FALSE_ONE_FIRST, SAME_ID -> {
                    remove(seal);
                    response.insertBefore(lie, signed);
                }
                case FALSE_ONE_LAST -> {
                    remove(seal);
                    response.appendChild(lie);
                }
                case SIGNED_ONE_IN_EXTENSIONS -> {
                    response.replaceChild(lie, signed);
                    Element extensions = document.createElementNS(PROTOCOL, "samlp:Extensions");
                    extensions.appendChild(signed);
                    response.insertBefore(extensions, first(document, PROTOCOL, "Status"));
                }
                case SIGNED_ONE_IN_THE_FALSE_ONES_SIGNATURE -> {
                    response.replaceChild(lie, signed);
                    Element object = document.createElementNS(DSIG, "dsig:Object");
                    object.appendChild(signed);
                    seal.appendChild(object);
                }
                case SIGNED_ONE_WITHIN_THE_FALSE_ONE -> {
                    remove(seal);
                    response.replaceChild(lie, signed);
                    lie.appendChild(signed);
                }
            }
        });
    }

    /** Says the address of somebody else, signed by the company. */
    static UnaryOperator<String> edited(String was, String is) {
        return xml -> xml.replace(was, is);
    }

    private static UnaryOperator<String> resigned(KeyPair keys, Consumer<Document> change) {
        return edit(document -> {
            Element assertion = first(document, ASSERTION, "Assertion");
            remove(first(assertion, DSIG, "Signature"));
            change.accept(document);
            sign(assertion, keys);
        });
    }

    private static void sign(Element assertion, KeyPair keys) {
        try {
            assertion.setIdAttribute("ID", true);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            var reference = factory.newReference(
                    "#" + assertion.getAttribute("ID"),
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            var info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                    List.of(reference));
            Node afterIssuer = first(assertion, ASSERTION, "Issuer").getNextSibling();
            var context = new DOMSignContext(keys.getPrivate(), assertion, afterIssuer);
            context.setDefaultNamespacePrefix("dsig");
            factory.newXMLSignature(info, null).sign(context);
        } catch (Exception e) {
            throw new AssertionError("The test cannot sign", e);
        }
    }

    private static void shift(Element element, Duration by) {
        for (String name :
                List.of("IssueInstant", "NotBefore", "NotOnOrAfter", "AuthnInstant", "SessionNotOnOrAfter")) {
            if (element.hasAttribute(name)) {
                element.setAttribute(
                        name, Instant.parse(element.getAttribute(name)).plus(by).toString());
            }
        }
    }

    private static Element first(Node within, String namespace, String name) {
        NodeList found = within instanceof Document document
                ? document.getElementsByTagNameNS(namespace, name)
                : ((Element) within).getElementsByTagNameNS(namespace, name);
        return (Element) found.item(0);
    }

    private static void remove(Node node) {
        node.getParentNode().removeChild(node);
    }

    private static UnaryOperator<String> edit(Consumer<Document> change) {
        return xml -> {
            try {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
                Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
                change.accept(document);
                StringWriter out = new StringWriter();
                var transformer = TransformerFactory.newDefaultInstance().newTransformer();
                transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
                transformer.transform(new DOMSource(document), new StreamResult(out));
                return out.toString();
            } catch (Exception e) {
                throw new AssertionError("The test cannot change the answer", e);
            }
        };
    }
}

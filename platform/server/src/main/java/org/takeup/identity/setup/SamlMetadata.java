package org.takeup.identity.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.takeup.http.Problem;
import org.takeup.identity.keycloak.CompanySignIn.Saml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads a company's SAML metadata. Nothing outside the text is ever read: document types are refused as a whole, and with
 * them entities. Thread-safe.
 */
final class SamlMetadata {
    static final String FIELD = "metadata";
    static final int MOST_CHARACTERS = 256 * 1024;

    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final int MOST_CERTIFICATES = 10;
    private static final int LEAST_RSA_BITS = 2_048;

    private SamlMetadata() {}

    /** What was read. @param ends when each certificate runs out, in the order of the certificates */
    record Read(Saml saml, List<Instant> ends) {}

    /** @throws Problem naming the field, with what is wrong and what to do */
    static Read read(String xml, Instant now) {
        Element idp = onlyIdp(parse(xml));
        Element entity = (Element) idp.getParentNode();
        refuseOld(entity, now);
        List<X509Certificate> certificates = certificates(idp, now);
        Optional<String> post = location(idp, "SingleSignOnService", POST);
        String signOn = post.or(() -> location(idp, "SingleSignOnService", REDIRECT))
                .orElseThrow(
                        () -> wrong(
                                "It names no address for signing in by HTTP-POST or HTTP-Redirect. Switch one of them on there."));
        return new Read(
                new Saml(
                        entityId(entity),
                        signOn,
                        location(idp, "SingleLogoutService", POST),
                        post.isPresent(),
                        certificates.stream().map(SamlMetadata::encoded).toList()),
                certificates.stream()
                        .map(each -> each.getNotAfter().toInstant())
                        .toList());
    }

    private static Document parse(String xml) {
        if (xml.length() > MOST_CHARACTERS) {
            throw wrong("It has more than " + MOST_CHARACTERS / 1024
                    + " KB. Give the metadata of your sign-in alone, not of a whole federation.");
        }
        try {
            DocumentBuilder builder = builder();
            return builder.parse(new InputSource(new StringReader(xml.strip())));
        } catch (SAXParseException e) {
            String message = String.valueOf(e.getMessage());
            throw message.contains("DOCTYPE")
                    ? wrong("It holds a document type (DOCTYPE), which SAML metadata never needs. Remove it.")
                    : wrong("It is no XML that can be read, from line " + e.getLineNumber() + " on.");
        } catch (SAXException | IOException e) {
            throw wrong("It is no XML that can be read.");
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", "40");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser has these features", e);
        }
    }

    /** The default one writes to the standard error. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // Nothing that stops anything.
        }

        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }

    private static Element onlyIdp(Document document) {
        NodeList found = document.getElementsByTagNameNS(MD, "IDPSSODescriptor");
        if (found.getLength() == 0) {
            boolean sp = document.getElementsByTagNameNS(MD, "SPSSODescriptor").getLength() > 0;
            throw wrong(
                    sp
                            ? "It describes an application, not a sign-in. Give the metadata that your sign-in offers."
                            : "It is no SAML 2.0 metadata of a sign-in: there is no IDPSSODescriptor in it.");
        }
        if (found.getLength() > 1) {
            throw wrong("It describes " + found.getLength()
                    + " sign-ins. Give the metadata of the one that your people use.");
        }
        Element idp = (Element) found.item(0);
        boolean inEntity = idp.getParentNode() instanceof Element parent
                && MD.equals(parent.getNamespaceURI())
                && parent.getLocalName().equals("EntityDescriptor");
        if (!inEntity || document.getElementsByTagNameNS(MD, "EntityDescriptor").getLength() != 1) {
            throw wrong("It describes more than one party. Give the metadata of your sign-in alone.");
        }
        return idp;
    }

    private static String entityId(Element entity) {
        String id = entity.getAttribute("entityID");
        if (id.isBlank() || id.length() > 1_024) {
            throw wrong("Its entityID is missing or longer than 1,024 characters.");
        }
        return id;
    }

    private static void refuseOld(Element entity, Instant now) {
        String until = entity.getAttribute("validUntil");
        try {
            if (!until.isEmpty() && Instant.parse(until).isBefore(now)) {
                throw wrong("It was valid until " + until + ". Fetch it anew from your sign-in.");
            }
        } catch (DateTimeParseException e) {
            throw wrong("Its validUntil cannot be read as a time.");
        }
    }

    private static List<X509Certificate> certificates(Element idp, Instant now) {
        var all = new ArrayList<X509Certificate>();
        for (Element key : children(idp, MD, "KeyDescriptor")) {
            String use = key.getAttribute("use");
            if (!use.isEmpty() && !use.equals("signing")) {
                continue;
            }
            NodeList texts = key.getElementsByTagNameNS(DS, "X509Certificate");
            for (int i = 0; i < texts.getLength(); i++) {
                X509Certificate certificate = certificate(texts.item(i).getTextContent());
                if (!all.contains(certificate)) {
                    all.add(certificate);
                }
            }
        }
        if (all.isEmpty() || all.size() > MOST_CERTIFICATES) {
            throw wrong(
                    all.isEmpty()
                            ? "It names no certificate for signing, so nothing that comes from there could be trusted."
                            : "It names more than " + MOST_CERTIFICATES + " certificates.");
        }
        if (all.stream().allMatch(each -> each.getNotAfter().toInstant().isBefore(now))) {
            throw wrong("Every certificate in it has run out. Renew it at your sign-in and give the new metadata.");
        }
        return all;
    }

    private static X509Certificate certificate(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64.strip());
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
                throw wrong("A certificate in it has a key of fewer than " + LEAST_RSA_BITS + " bits. Renew it.");
            }
            return certificate;
        } catch (CertificateException | IllegalArgumentException e) {
            throw wrong("A certificate in it cannot be read.");
        }
    }

    private static String encoded(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("A certificate that was read can be written", e);
        }
    }

    private static Optional<String> location(Element idp, String service, String binding) {
        return children(idp, MD, service).stream()
                .filter(each -> each.getAttribute("Binding").equals(binding))
                .map(each -> each.getAttribute("Location"))
                .filter(address -> !address.isBlank())
                .findFirst();
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        var found = new ArrayList<Element>();
        NodeList all = parent.getElementsByTagNameNS(namespace, name);
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getParentNode() == parent) {
                found.add((Element) all.item(i));
            }
        }
        return found;
    }

    private static Problem wrong(String why) {
        return Problem.invalid(FIELD, why);
    }
}

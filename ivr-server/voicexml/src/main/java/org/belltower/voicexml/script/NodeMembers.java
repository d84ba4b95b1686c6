package org.belltower.voicexml.script;

import static org.belltower.voicexml.script.DomBinding.index;
import static org.belltower.voicexml.script.DomBinding.namespace;
import static org.belltower.voicexml.script.DomBinding.text;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.w3c.dom.Attr;
import org.w3c.dom.CharacterData;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/** {@code Node} and what derives from it. Confined to the call's thread. Spec: DOM Level 2 Core §1.2. */
record NodeMembers(Node node, DomBinding binding) implements DomBinding.Members {
    private static final String[] NAMES = {
        "nodeName",
        "nodeValue",
        "nodeType",
        "parentNode",
        "childNodes",
        "firstChild",
        "lastChild",
        "previousSibling",
        "nextSibling",
        "attributes",
        "ownerDocument",
        "namespaceURI",
        "prefix",
        "localName"
    };

    @Override
    public String[] names() {
        return NAMES.clone();
    }

    @Override
    public @Nullable Object member(String name) {
        Object own = switch (node) {
            case Document document -> ofDocument(document, name);
            case Element element -> ofElement(element, name);
            case Attr attribute -> ofAttribute(attribute, name);
            case CharacterData data -> ofCharacterData(data, name);
            case ProcessingInstruction instruction -> ofInstruction(instruction, name);
            default -> Scriptable.NOT_FOUND;
        };
        return Scriptable.NOT_FOUND.equals(own) ? ofNode(name) : own;
    }

    private @Nullable Object ofNode(String name) {
        return switch (name) {
            case "nodeName" -> node.getNodeName();
            case "nodeValue" -> node.getNodeValue();
            case "nodeType" -> (int) node.getNodeType();
            case "parentNode" -> binding.orNull(node.getParentNode());
            case "childNodes" -> binding.list(node.getChildNodes());
            case "firstChild" -> binding.orNull(node.getFirstChild());
            case "lastChild" -> binding.orNull(node.getLastChild());
            case "previousSibling" -> binding.orNull(node.getPreviousSibling());
            case "nextSibling" -> binding.orNull(node.getNextSibling());
            case "attributes" -> node.getAttributes() == null ? null : binding.map(node.getAttributes());
            case "ownerDocument" -> binding.orNull(node.getOwnerDocument());
            case "namespaceURI" -> node.getNamespaceURI();
            case "prefix" -> node.getPrefix();
            case "localName" -> node.getLocalName();
            case "hasChildNodes" -> binding.function(name, 0, given -> node.hasChildNodes());
            case "hasAttributes" -> binding.function(name, 0, given -> node.hasAttributes());
            case "isSupported" -> binding.function(name, 2, given -> isSupported(text(given, 0), text(given, 1)));
            case "insertBefore", "replaceChild", "removeChild", "appendChild", "cloneNode", "normalize" ->
                binding.refused(name);
            default -> constant(name);
        };
    }

    private static boolean isSupported(String feature, String version) {
        boolean core = feature.equalsIgnoreCase("core") || feature.equalsIgnoreCase("xml");
        return core && (version.isEmpty() || version.equals("1.0") || version.equals("2.0"));
    }

    private static Object constant(String name) {
        return switch (name) {
            case "ELEMENT_NODE" -> (int) Node.ELEMENT_NODE;
            case "ATTRIBUTE_NODE" -> (int) Node.ATTRIBUTE_NODE;
            case "TEXT_NODE" -> (int) Node.TEXT_NODE;
            case "CDATA_SECTION_NODE" -> (int) Node.CDATA_SECTION_NODE;
            case "ENTITY_REFERENCE_NODE" -> (int) Node.ENTITY_REFERENCE_NODE;
            case "ENTITY_NODE" -> (int) Node.ENTITY_NODE;
            case "PROCESSING_INSTRUCTION_NODE" -> (int) Node.PROCESSING_INSTRUCTION_NODE;
            case "COMMENT_NODE" -> (int) Node.COMMENT_NODE;
            case "DOCUMENT_NODE" -> (int) Node.DOCUMENT_NODE;
            case "DOCUMENT_TYPE_NODE" -> (int) Node.DOCUMENT_TYPE_NODE;
            case "DOCUMENT_FRAGMENT_NODE" -> (int) Node.DOCUMENT_FRAGMENT_NODE;
            case "NOTATION_NODE" -> (int) Node.NOTATION_NODE;
            default -> Scriptable.NOT_FOUND;
        };
    }

    private @Nullable Object ofDocument(Document document, String name) {
        return switch (name) {
            case "doctype" -> null;
            case "documentElement" -> binding.orNull(document.getDocumentElement());
            case "getElementsByTagName" ->
                binding.function(name, 1, given -> binding.list(document.getElementsByTagName(text(given, 0))));
            case "getElementsByTagNameNS" ->
                binding.function(
                        name,
                        2,
                        given -> binding.list(document.getElementsByTagNameNS(namespace(given), text(given, 1))));
            // Without a document type no attribute is an ID.
            case "getElementById" -> binding.function(name, 1, given -> null);
            case "createElement",
                    "createElementNS",
                    "createAttribute",
                    "createAttributeNS",
                    "createTextNode",
                    "createComment",
                    "createCDATASection",
                    "createDocumentFragment",
                    "createEntityReference",
                    "createProcessingInstruction",
                    "importNode" -> binding.refused(name);
            default -> Scriptable.NOT_FOUND;
        };
    }

    private @Nullable Object ofElement(Element element, String name) {
        return switch (name) {
            case "tagName" -> element.getTagName();
            case "getAttribute" -> binding.function(name, 1, given -> element.getAttribute(text(given, 0)));
            case "getAttributeNS" ->
                binding.function(name, 2, given -> element.getAttributeNS(namespace(given), text(given, 1)));
            case "getAttributeNode" ->
                binding.function(name, 1, given -> binding.orNull(element.getAttributeNode(text(given, 0))));
            case "getAttributeNodeNS" ->
                binding.function(
                        name, 2, given -> binding.orNull(element.getAttributeNodeNS(namespace(given), text(given, 1))));
            case "hasAttribute" -> binding.function(name, 1, given -> element.hasAttribute(text(given, 0)));
            case "hasAttributeNS" ->
                binding.function(name, 2, given -> element.hasAttributeNS(namespace(given), text(given, 1)));
            case "getElementsByTagName" ->
                binding.function(name, 1, given -> binding.list(element.getElementsByTagName(text(given, 0))));
            case "getElementsByTagNameNS" ->
                binding.function(
                        name,
                        2,
                        given -> binding.list(element.getElementsByTagNameNS(namespace(given), text(given, 1))));
            case "setAttribute",
                    "setAttributeNS",
                    "setAttributeNode",
                    "setAttributeNodeNS",
                    "removeAttribute",
                    "removeAttributeNS",
                    "removeAttributeNode" -> binding.refused(name);
            default -> Scriptable.NOT_FOUND;
        };
    }

    private @Nullable Object ofAttribute(Attr attribute, String name) {
        return switch (name) {
            case "name" -> attribute.getName();
            case "value" -> attribute.getValue();
            case "specified" -> attribute.getSpecified();
            case "ownerElement" -> binding.orNull(attribute.getOwnerElement());
            default -> Scriptable.NOT_FOUND;
        };
    }

    private Object ofCharacterData(CharacterData data, String name) {
        return switch (name) {
            case "data" -> data.getData();
            case "length" -> data.getLength();
            case "substringData" -> binding.function(name, 2, given -> substring(data.getData(), given));
            case "appendData", "insertData", "deleteData", "replaceData", "splitText" -> binding.refused(name);
            default -> Scriptable.NOT_FOUND;
        };
    }

    private static String substring(String data, Object[] given) {
        int offset = index(given, 0);
        int count = index(given, 1);
        if (offset < 0 || offset > data.length() || count < 0) {
            throw new DOMException(DOMException.INDEX_SIZE_ERR, "outside the text");
        }
        return data.substring(offset, offset + Math.min(count, data.length() - offset));
    }

    private static Object ofInstruction(ProcessingInstruction instruction, String name) {
        return switch (name) {
            case "target" -> instruction.getTarget();
            case "data" -> instruction.getData();
            default -> Scriptable.NOT_FOUND;
        };
    }
}

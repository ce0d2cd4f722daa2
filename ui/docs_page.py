"""The documentation of the API as one plain page, made from the OpenAPI description.

FastAPI's own pages load their scripts from the internet; this one needs nothing but itself.
"""

from __future__ import annotations

from typing import Any

from ui import labels
from ui.web.html import esc, table, tag

Json = dict[str, Any]

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem}
code,pre{font-family:"DejaVu Sans Mono",Consolas,monospace;font-size:.86em}
pre{overflow:auto;background:#8881;padding:.6rem .8rem;border-radius:6px}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .5rem;
border-bottom:1px solid #8884;vertical-align:top}
section{border-top:1px solid #8884;margin-top:1.5rem}h2{margin-bottom:.2rem}
.verb{background:#1f5f8b;color:#fff;border-radius:4px;padding:.1rem .5rem;font-size:.8em}
"""


def docs_page(api: Json) -> str:
    """Return the page for an OpenAPI description."""
    paths = [
        _operation(api, path, method, operation)
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = api.get("components", {}).get("schemas", {})
    records = [_schema(name, schema) for name, schema in sorted(schemas.items())]
    body = (
        tag("h1", esc(api["info"]["title"]))
        + tag("p", esc(api["info"]["description"]))
        + tag("p", f'<a href="/openapi.json">{esc(labels.DOCS_OPENAPI)}</a>')
        + "".join(paths)
        + tag("h1", esc(labels.DOCS_RECORDS))
        + "".join(records)
    )
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head += tag("title", esc(api["info"]["title"])) + f"<style>{_STYLE}</style>"
    return f'<!doctype html><html lang="vi"><head>{head}</head>{tag("body", body)}</html>'


def _operation(api: Json, path: str, method: str, operation: Json) -> str:
    verb = tag("span", esc(method.upper()), "verb")
    head = tag("h2", f"{verb} {tag('code', esc(path))}")
    parts = [head, tag("p", esc(operation.get("summary", "")))]
    fields = _body_fields(api, operation)
    for parameter in operation.get("parameters", []):
        fields.append((parameter["name"], parameter["schema"], parameter.get("required", False)))
    if fields:
        rows = [_field_row(name, schema, needed) for name, schema, needed in fields]
        parts.append(table(labels.DOCS_FIELDS, rows))
    parts.append(tag("pre", esc(_example(path, method, operation, fields))))
    answer = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    if answer:
        kind = _type(answer["schema"])
        parts.append(tag("p", f"{esc(labels.DOCS_ANSWER)}: {kind}"))
    return tag("section", "".join(parts))


def _body_fields(api: Json, operation: Json) -> list[tuple[str, Json, bool]]:
    content = operation.get("requestBody", {}).get("content", {})
    for media in content.values():
        schema = media["schema"]
        name = (schema.get("$ref") or schema.get("allOf", [{}])[0].get("$ref", "")).split("/")[-1]
        found = api["components"]["schemas"].get(name, schema)
        needed = found.get("required", [])
        return [(k, v, k in needed) for k, v in found.get("properties", {}).items()]
    return []


def _field_row(name: str, schema: Json, needed: bool) -> list[str]:
    told = esc(schema.get("description", ""))
    return [tag("code", esc(name)), _type(schema), esc(labels.YES if needed else labels.NO), told]


def _type(schema: Json) -> str:
    """Return a schema's type in words, records linked to their table."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        return f'<a href="#{esc(name)}">{esc(name)}</a>'
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}, …]"
    if "enum" in schema:
        return " | ".join(tag("code", esc(one)) for one in schema["enum"])
    if schema.get("contentMediaType") or schema.get("format") == "binary":
        return esc(labels.DOCS_FILE)
    return esc(schema.get("format") or schema.get("type", labels.DOCS_ANY))


def _example(path: str, method: str, operation: Json, fields: list[tuple[str, Json, bool]]) -> str:
    url = f"http://127.0.0.1:7860{path}"
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        forms = " ".join(f"-F {name}=@bao-cao.docx" for name, _, _ in fields if "file" in name)
        return f"curl {forms or '-F outline=@de-cuong.docx'} {url}"
    if "application/json" in content:
        return f"curl -H 'content-type: application/json' -d '{{\"{fields[0][0]}\": …}}' {url}"
    return f"curl {'-X POST ' if method == 'post' else ''}{url}"


def _schema(name: str, schema: Json) -> str:
    needed = schema.get("required", [])
    rows = [_field_row(k, v, k in needed) for k, v in schema.get("properties", {}).items()]
    body = tag("h2", esc(name)) + tag("p", esc(schema.get("description", "")))
    return tag("section", body + table(labels.DOCS_FIELDS, rows), id=name)

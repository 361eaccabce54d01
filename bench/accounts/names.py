"""Made-up company names, Chinese and English."""

from __future__ import annotations

import random

CITIES = (
    "北京 上海 重庆 广州 深圳 杭州 南京 苏州 无锡 宁波 成都 武汉 长沙 西安 郑州 济南 青岛 大连 沈阳 天津 合肥 福州 厦门 南昌 昆明 贵阳 "
    "太原 兰州 佛山 东莞 常州 绍兴"
).split()
BRANDS = (
    "华泰 恒瑞 金科 联创 东方 中远 新锐 国盛 鼎峰 瑞丰 百川 启明 天工 海纳 光大 永信 和达 宏图 博远 汇智 卓越 安泰 远景 正和 长风 云帆 "
    "星河 立新 同济 嘉禾 凌云 旭日 泰和 盛世 弘毅 明德 九州 四海 千里 万象"
).split()
TRADES = (
    "精密机械 电子科技 生物医药 新能源 汽车零部件 化工材料 信息技术 物流 装备制造 环保科技 食品 建筑工程 轨道交通 通信设备 智能控制 纺织"
).split()
FORMS = ("有限公司", "有限公司", "股份有限公司", "集团有限公司", "集团")
FIRST = (
    "Meridian Northgate Alder Summit Harbor Crescent Pioneer Vertex Lumen Cobalt Granite Willow Falcon Juniper "
    "Atlas Beacon Cedar Delta Ember Fjord Glacier Horizon Ivory Jasper Keystone Lotus Magnet Nimbus Onyx Prairie"
).split()
SECOND = (
    "Precision Energy Systems Logistics Materials Pharma Foods Networks Robotics Textiles Motors Chemical Devices "
    "Instruments Marine Rail Software Optics"
).split()
ENDINGS = ("Ltd", "GmbH", "Inc.", "AG", "Group", "Co., Ltd", "S.A.", "Holdings")


def company_names(rng: random.Random) -> tuple[str, str]:
    """A name, and the name in the other language where there is one: two of three names are Chinese."""
    chinese = f"{rng.choice(CITIES)}{rng.choice(BRANDS)}{rng.choice(TRADES)}{rng.choice(FORMS)}"
    english = f"{rng.choice(FIRST)} {rng.choice(SECOND)} {rng.choice(ENDINGS)}"
    kind = rng.random()
    if kind < 0.35:
        return chinese, english
    return (chinese, "") if kind < 0.65 else (english, "")
